import { Button, Stack } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import { BackendPanel } from '../components/backend-panel.tsx';
import { ContributionList } from '../components/contribution-list.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FiguresPanel } from '../components/figures-panel.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { ScorePanel } from '../components/score-panel.tsx';
import { StagePanel } from '../components/stage-panel.tsx';
import { useScoreHistory } from '../hooks/use-score-history.ts';
import { runInView } from '../view/run-in-view.ts';

interface WorkingScreenProps {
  readonly client: ClientState;
  readonly onLeave: () => void;
}

/** A device that takes part: what it does, what it has done, and the way out. */
export const WorkingScreen = ({ client, onLeave }: WorkingScreenProps) => {
  const history = useScoreHistory(client.runs);
  const points = history[runInView(client)?.runId ?? ''] ?? [];
  return (
    <PageFrame
      actions={
        <Button fullWidth size="xl" radius="lg" variant="default" onClick={onLeave}>
          Leave
        </Button>
      }
    >
      <Stack gap="md">
        <StagePanel client={client} />
        <FailureNotice client={client} />
        <FiguresPanel client={client} />
        <ScorePanel points={points} />
        <BackendPanel backend={client.backend} enrolled={client.enrolled} />
        <ContributionList contributions={client.contributions} />
      </Stack>
    </PageFrame>
  );
};
