import { Stack } from '@mantine/core';
import { IconBox } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useCheckpoints } from '../../api/checkpoints.ts';
import { CheckpointTable } from '../../components/checkpoint-table.tsx';
import { CurrentCard } from '../../components/current-card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MetricsFiles } from '../../components/metrics-files.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { ReportCard } from '../../components/report-card.tsx';
import { checkpointChoices } from '../../files/checkpoint-choices.ts';
import { reportRefusal } from '../../view/report-refusal.ts';
import { useRunContext } from './run-context.ts';

/** What has come of the run: its models, one of them for applications, and files of everything. */
export const CheckpointsTab = () => {
  const { summary, config, log, judged, numbers } = useRunContext();
  const { runId, name } = summary;
  const { state, devices } = log;
  const query = useCheckpoints(runId);
  const choices = useMemo(
    () => checkpointChoices({ config, state, devices }),
    [config, state, devices],
  );
  return (
    <QueryView query={query}>
      {(checkpoints) => {
        const kept = checkpoints.filter((checkpoint) => checkpoint.kept);
        return checkpoints.length === 0 ? (
          <EmptyState
            icon={<IconBox aria-hidden />}
            title="No checkpoint yet"
            hint="The first one is there as soon as the run is started: the model before any training. Each round adds one."
          />
        ) : (
          <Stack gap="lg">
            <CheckpointTable
              runId={runId}
              runName={name}
              checkpoints={checkpoints}
              judged={judged}
              choices={choices}
              predictsNumbers={numbers !== null}
            />
            <CurrentCard runId={runId} current={checkpoints.find(({ current }) => current)} />
            {kept.length > 0 && (
              <ReportCard runId={runId} checkpoints={kept} refusal={reportRefusal(config.task)} />
            )}
            <MetricsFiles runName={name} state={state} />
          </Stack>
        );
      }}
    </QueryView>
  );
};
