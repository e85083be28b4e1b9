import { Card, SimpleGrid, Text } from '@mantine/core';
import { isEnded } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import {
  formatBytes,
  formatDuration,
  formatLoss,
  formatPercent,
  NO_VALUE,
} from '../view/format.ts';
import { type RoundPoint, runTotals } from '../view/round-series.ts';
import { typicalError } from '../view/score.ts';

interface RunFiguresProps {
  readonly points: readonly RoundPoint[];
  readonly rounds: number;
  readonly state: RunState;
  /** Whether numbers are predicted: then there is no accuracy. */
  readonly predictsNumbers: boolean;
}

/** The run in six numbers. */
export const RunFigures = ({ points, rounds, state, predictsNumbers }: RunFiguresProps) => {
  const totals = runTotals(points);
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} spacing="md">
      {predictsNumbers ? (
        <Figure label="Typical error" value={formatLoss(typicalError(totals))} />
      ) : (
        <Figure label="Test accuracy" value={formatPercent(totals.accuracy)} />
      )}
      <Figure label="Test loss" value={formatLoss(totals.loss)} />
      <Figure label="Rounds done" value={`${points.length} / ${rounds}`} />
      <Figure
        label="Clients connected"
        value={isEnded(state.status) ? NO_VALUE : String(Object.keys(state.clients).length)}
      />
      <Figure
        label="Sent to the clients"
        value={points.length === 0 ? NO_VALUE : formatBytes(totals.bytesDown)}
      />
      <Figure
        label="Time per round"
        value={points.length === 0 ? NO_VALUE : formatDuration(totals.roundsMs / points.length)}
      />
    </SimpleGrid>
  );
};

interface FigureProps {
  readonly label: string;
  readonly value: string;
}

const Figure = ({ label, value }: FigureProps) => (
  <Card padding="sm">
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text size="xl" fw={650} lh={1.3}>
      {value}
    </Text>
  </Card>
);
