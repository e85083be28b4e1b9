import { LineChart } from '@mantine/charts';
import type { RunConfig } from '@tributary/protocol';
import { memo, useMemo } from 'react';
import { decimate } from '../view/decimate.ts';
import { formatEpsilon, formatNumber } from '../view/format.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { CHART_PX, ChartCard } from './chart-card.tsx';

interface PrivacyChartProps {
  readonly points: readonly RoundPoint[];
  readonly privacy: Exclude<RunConfig['privacy'], { mode: 'none' }>;
}

const MAX_POINTS = 240;
const epsilonOf = ({ epsilon }: RoundPoint): number | null => epsilon;

/** Privacy spent over the rounds, beneath the line that it may not cross. */
export const PrivacyChart = memo(({ points, privacy }: PrivacyChartProps) => {
  const { epsilonBudget, delta } = privacy;
  const drawn = useMemo(() => decimate(points, [epsilonOf], MAX_POINTS), [points]);
  return (
    <ChartCard
      title="Privacy spent"
      note={`ε at δ = ${formatNumber(delta)}; the run ends before it crosses its budget of ${formatNumber(epsilonBudget)}`}
      gap={points.length === 0 ? 'The first point appears when round 1 is done.' : null}
      table={{
        rows: points,
        keyOf: ({ round }) => round,
        columns: [
          { key: 'round', title: 'Round', cell: ({ round }) => round },
          {
            ...{ key: 'epsilon', title: 'ε spent', align: 'end' },
            cell: ({ epsilon }) => formatEpsilon(epsilon),
          },
          {
            ...{ key: 'left', title: 'ε left', align: 'end' },
            cell: ({ epsilon }) =>
              epsilon === null ? '–' : formatEpsilon(Math.max(0, epsilonBudget - epsilon)),
          },
        ],
      }}
    >
      <LineChart
        h={CHART_PX}
        data={[...drawn]}
        dataKey="round"
        curveType="stepAfter"
        withDots={drawn.length <= 40}
        lineProps={{ isAnimationActive: false }}
        xAxisProps={{ minTickGap: 24 }}
        yAxisProps={{
          width: 64,
          domain: [0, (most: number) => Math.max(most, epsilonBudget * 1.1)],
        }}
        valueFormatter={(epsilon) => formatEpsilon(epsilon)}
        referenceLines={[
          { y: epsilonBudget, label: 'Budget', color: 'red.7', strokeDasharray: '6 4' },
        ]}
        series={[{ name: 'epsilon', label: 'ε spent', color: 'river.6' }]}
      />
    </ChartCard>
  );
});
PrivacyChart.displayName = 'PrivacyChart';
