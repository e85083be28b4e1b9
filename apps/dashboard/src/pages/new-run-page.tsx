import { notifications } from '@mantine/notifications';
import type { RunConfig } from '@tributary/protocol';
import { useNavigate } from 'react-router';
import { useCreateRun, useRunAction } from '../api/runs.ts';
import { PageHeader } from '../components/page-header.tsx';
import { ErrorText } from '../components/query-panels.tsx';
import { RunForm } from '../form/run-form.tsx';

export const NewRunPage = () => {
  const navigate = useNavigate();
  const creation = useCreateRun();
  const command = useRunAction();

  const create = (config: RunConfig, startsAtOnce: boolean) =>
    creation.mutate(config, {
      onSuccess: async ({ summary: { runId } }) => {
        if (startsAtOnce) {
          await command.mutateAsync({ runId, action: 'start' }).catch(notifyNotStarted);
        }
        await navigate(`/runs/${runId}`);
      },
    });

  return (
    <>
      <PageHeader title="New run" subtitle="A run's settings are fixed once it is created." />
      <RunForm
        refusal={creation.error}
        isBusy={creation.isPending || command.isPending}
        onCreate={create}
      />
    </>
  );
};

const notifyNotStarted = (error: Error) => {
  notifications.show({
    color: 'red',
    title: 'The run was created, but did not start',
    message: <ErrorText error={error} />,
    autoClose: 10_000,
  });
};
