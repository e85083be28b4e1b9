import { SimpleGrid } from '@mantine/core';
import type { RunConfig } from '@tributary/protocol';
import type { FederatedScore } from '@tributary/rounds';
import { useMemo } from 'react';
import type { RoundPoint } from '../view/round-series.ts';
import { scoreSeries } from '../view/score-series.ts';
import { PrivacyChart } from './privacy-chart.tsx';
import { RoundBars } from './round-bars.tsx';
import { ScoreChart } from './score-chart.tsx';

interface RunChartsProps {
  readonly config: Pick<RunConfig, 'privacy'>;
  /** By the round that made the model. */
  readonly federated: ReadonlyMap<number, FederatedScore>;
  readonly points: readonly RoundPoint[];
  /** What number is predicted, with its unit; null where classes are. */
  readonly numbers: string | null;
}

/** Accuracy (of numbers: the error), loss, privacy, bytes and time over the rounds. */
export const RunCharts = ({ config, federated, points, numbers }: RunChartsProps) => {
  const scores = useMemo(() => scoreSeries(points, federated), [points, federated]);
  const { privacy } = config;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <ScoreChart
        kind={numbers === null ? 'accuracy' : 'error'}
        points={scores}
        numbers={numbers}
      />
      <ScoreChart kind="loss" points={scores} numbers={numbers} />
      {privacy.mode !== 'none' && <PrivacyChart points={points} privacy={privacy} />}
      <RoundBars kind="bytes" points={points} />
      <RoundBars kind="time" points={points} />
    </SimpleGrid>
  );
};
