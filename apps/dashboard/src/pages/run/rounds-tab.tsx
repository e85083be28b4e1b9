import { Stack } from '@mantine/core';
import { IconRotateClockwise } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ParticipationPanel } from '../../components/participation-panel.tsx';
import { RoundsTable } from '../../components/rounds-table.tsx';
import { useRunContext } from './run-context.ts';

/** The committed rounds, and who took part. */
export const RoundsTab = () => {
  const { summary, log, points, numbers } = useRunContext();
  if (points.length === 0 && log.refused.length === 0) {
    return (
      <EmptyState
        icon={<IconRotateClockwise aria-hidden />}
        title="No round is done yet"
        hint="Each round stands here as soon as its model is tested. What happens now is on the overview."
      />
    );
  }
  return (
    <Stack gap="lg">
      <RoundsTable
        points={points}
        log={log}
        runId={summary.runId}
        runName={summary.name}
        predictsNumbers={numbers !== null}
      />
      <ParticipationPanel log={log} />
    </Stack>
  );
};
