import { Stack } from '@mantine/core';
import { IconRotateClockwise } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { HeatStrip } from '../../components/heat-strip.tsx';
import { RefusalsCard } from '../../components/refusals-card.tsx';
import { RoundsTable } from '../../components/rounds-table.tsx';
import { useRunContext } from './run-context.ts';

/** The committed rounds, and whose updates were unlike the others'. */
export const RoundsTab = () => {
  const { summary, log, points, judged, numbers } = useRunContext();
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
      {points.length > 0 && (
        <RoundsTable
          points={points}
          judged={judged}
          refused={log.refused}
          runId={summary.runId}
          runName={summary.name}
          predictsNumbers={numbers !== null}
        />
      )}
      <RefusalsCard log={log} />
      <HeatStrip runId={summary.runId} history={log.state.history} devices={log.devices} />
    </Stack>
  );
};
