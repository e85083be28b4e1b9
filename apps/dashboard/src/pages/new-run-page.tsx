import { Anchor, Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { RunConfig } from '@tributary/protocol';
import type { ReactNode } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useCreateRun, useRunAction } from '../api/runs.ts';
import { PageHeader } from '../components/page-header.tsx';
import { ErrorText } from '../components/query-panels.tsx';
import { draftConflicts } from '../form/draft-conflicts.ts';
import { RunForm } from '../form/run-form.tsx';
import { DataStep } from '../wizard/data-step.tsx';
import { GoalStep } from '../wizard/goal-step.tsx';
import { ModelStep } from '../wizard/model-step.tsx';
import { PrivacyStep } from '../wizard/privacy-step.tsx';
import { ReviewStep } from '../wizard/review-step.tsx';
import { TrainingStep } from '../wizard/training-step.tsx';
import { type NewRunDraft, useNewRun } from '../wizard/use-new-run.ts';
import { stepAddress, WizardFrame } from '../wizard/wizard-frame.tsx';
import { findStep, type StepKey } from '../wizard/wizard-steps.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** A new run: step by step, or with all its settings on one page; both work on the same draft. */
export const NewRunPage = () => {
  const { step: key } = useParams();
  const run = useNewRun();
  const step = findStep(key);
  if (key === undefined) return <Navigate to={stepAddress('goal')} replace />;
  if (key === 'all') return <AllSettings run={run} />;
  return step === undefined ? <NotFoundPage /> : <Wizard run={run} step={step.key} />;
};

/** @param addressOf where to go once the run is there */
const useCreation = (run: NewRunDraft, addressOf: (runId: string) => string) => {
  const navigate = useNavigate();
  const creation = useCreateRun();
  const command = useRunAction();
  const create = (config: RunConfig, startsAtOnce: boolean) =>
    creation.mutate(config, {
      onSuccess: async ({ summary: { runId } }) => {
        run.forget();
        if (startsAtOnce) {
          await command.mutateAsync({ runId, action: 'start' }).catch(notifyNotStarted);
        }
        await navigate(addressOf(runId));
      },
    });
  return { create, refusal: creation.error, isBusy: creation.isPending || command.isPending };
};

const AllSettings = ({ run }: { readonly run: NewRunDraft }) => {
  const { create, ...creation } = useCreation(run, (runId) => `/runs/${runId}`);
  return (
    <>
      <PageHeader
        title="New run"
        subtitle={
          <>
            All settings on one page, fixed once the run is created. Or{' '}
            <Anchor component={Link} to={stepAddress('goal')} size="sm" underline="always">
              step by step
            </Anchor>
            .
          </>
        }
      />
      <RunForm run={run} onCreate={create} {...creation} />
    </>
  );
};

interface WizardProps {
  readonly run: NewRunDraft;
  readonly step: StepKey;
}

const Wizard = ({ run, step }: WizardProps) => {
  const { create, refusal, isBusy } = useCreation(run, (runId) => `/runs/${runId}/invite`);
  const submit = (startsAtOnce: boolean) =>
    run.form.onSubmit((config) => {
      // They are told on the page.
      if (draftConflicts(config).length === 0) create(config, startsAtOnce);
    })();
  const pages: Readonly<Record<StepKey, ReactNode>> = {
    goal: <GoalStep run={run} />,
    data: <DataStep run={run} />,
    model: <ModelStep run={run} />,
    training: <TrainingStep run={run} />,
    privacy: <PrivacyStep run={run} />,
    review: <ReviewStep run={run} refusal={refusal} />,
  };
  return (
    <WizardFrame
      current={step}
      mayGoOn={() => {
        const isRight = run.check(step).length === 0;
        if (!isRight) focusFirstMistake();
        return isRight;
      }}
      finish={
        <Group gap="xs">
          <Button variant="default" disabled={isBusy} onClick={() => submit(false)}>
            Create
          </Button>
          <Button loading={isBusy} onClick={() => submit(true)}>
            Create and start
          </Button>
        </Group>
      }
    >
      {pages[step]}
    </WizardFrame>
  );
};

/** Once it is marked, which is after the next drawing of the page. */
const focusFirstMistake = () =>
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus(),
  );

const notifyNotStarted = (error: Error) => {
  notifications.show({
    color: 'red',
    title: 'The run was created, but did not start',
    message: <ErrorText error={error} />,
    autoClose: 10_000,
  });
};
