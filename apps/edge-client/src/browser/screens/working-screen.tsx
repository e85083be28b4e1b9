import { Button, Group, Stack } from '@mantine/core';
import type { ClientState, MadeUpdate, ReceivedModel } from '@tributary/client';
import { isEnded } from '@tributary/protocol';
import { BackendPanel } from '../components/backend-panel.tsx';
import { ContributionList } from '../components/contribution-list.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FiguresPanel } from '../components/figures-panel.tsx';
import { LimitsPanel } from '../components/limits-panel.tsx';
import { OwnScorePanel } from '../components/own-score-panel.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { ScorePanel } from '../components/score-panel.tsx';
import { StagePanel } from '../components/stage-panel.tsx';
import { useScoreHistory } from '../hooks/use-score-history.ts';
import { useTrainingPace } from '../hooks/use-training-pace.ts';
import { ServerViewPanel } from '../server-view/server-view-panel.tsx';
import type { DeviceLimits } from '../session/device-limits.ts';
import { TryPanel } from '../try/try-panel.tsx';
import type { DeviceConditions } from '../view/rest-command.ts';
import { runInView } from '../view/run-in-view.ts';
import { describePace } from '../view/training-pace.ts';
import classes from './working-screen.module.css';

interface WorkingScreenProps {
  readonly client: ClientState;
  readonly limits: DeviceLimits;
  readonly conditions: DeviceConditions;
  /** The newest that was made here; null before there is one. */
  readonly update: MadeUpdate | null;
  /** The one that came last; null before there is one. */
  readonly model: ReceivedModel | null;
  readonly onLimits: (limits: Partial<DeviceLimits>) => void;
  readonly onLeave: () => void;
}

/** A device that takes part: what it does, what it has done, its limits, and the way out. */
export const WorkingScreen = (props: WorkingScreenProps) => {
  const { client, limits, conditions, update, model, onLimits } = props;
  const history = useScoreHistory(client.runs);
  const run = runInView(client);
  const runId = run?.runId ?? '';
  const pace = useTrainingPace(client.work);
  return (
    <PageFrame isWide actions={<Actions {...props} />}>
      <div className={classes.columns}>
        <Stack gap="md">
          <StagePanel
            client={client}
            speed={client.work?.stage === 'training' && pace !== null ? describePace(pace) : null}
          />
          <FailureNotice client={client} />
          <FiguresPanel client={client} pace={pace} />
          <ScorePanel points={history[runId] ?? []} roundsDone={run?.round ?? 0} />
          <OwnScorePanel contributions={client.contributions} runId={runId} />
          <LimitsPanel
            client={client}
            limits={limits}
            conditions={conditions}
            onChange={onLimits}
          />
        </Stack>
        <Stack gap="md">
          <BackendPanel backend={client.backend} enrolled={client.enrolled} />
          <TryPanel model={model} />
          <ServerViewPanel update={update} protection={run?.protection} />
          <ContributionList contributions={client.contributions} />
        </Stack>
      </div>
    </PageFrame>
  );
};

const Actions = ({ client, limits, onLimits, onLeave }: WorkingScreenProps) => {
  const isDone = client.runs.length > 0 && client.runs.every(({ status }) => isEnded(status));
  if (isDone) {
    return (
      <Button fullWidth size="xl" radius="lg" onClick={onLeave}>
        Finish: see the receipt
      </Button>
    );
  }
  const isAsked = limits.isPaused;
  return (
    <Group wrap="nowrap" grow>
      <Button
        size="xl"
        radius="lg"
        variant={isAsked ? 'filled' : 'default'}
        onClick={() => onLimits({ isPaused: !isAsked })}
      >
        {isAsked ? 'Resume' : 'Pause'}
      </Button>
      <Button size="xl" radius="lg" variant="default" onClick={onLeave}>
        Leave
      </Button>
    </Group>
  );
};
