import { BarChart } from '@mantine/charts';
import { memo, useMemo } from 'react';
import { formatBytes, formatDuration } from '../view/format.ts';
import { roundBins } from '../view/round-bins.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { CHART_PX, ChartCard } from './chart-card.tsx';

const MAX_BARS = 60;
const NO_ROUND = 'The first bar appears when round 1 is done.';

const figures = {
  bytes: {
    title: 'Bytes per round',
    format: formatBytes,
    series: [
      { name: 'bytesDown', label: 'To the clients', color: 'river.6' },
      { name: 'bytesUp', label: 'From the clients', color: 'teal.5' },
    ],
  },
  time: {
    title: 'Time per round',
    format: formatDuration,
    series: [
      { name: 'waitingMs', label: 'Waiting for clients', color: 'gray.5' },
      { name: 'trainingMs', label: 'Training', color: 'river.6' },
      { name: 'transferMs', label: 'Download and upload', color: 'teal.5' },
      { name: 'averagingMs', label: 'Averaging', color: 'orange.5' },
      { name: 'testingMs', label: 'Testing', color: 'grape.5' },
    ],
  },
} as const;

type Figure = (typeof figures)[keyof typeof figures]['series'][number]['name'];

interface RoundBarsProps {
  readonly kind: keyof typeof figures;
  readonly points: readonly RoundPoint[];
}

/** What each round took, stacked by what it was for. */
export const RoundBars = memo(({ kind, points }: RoundBarsProps) => {
  const { title, format, series } = figures[kind];
  const bars = useMemo(() => {
    const names: Figure[] = series.map(({ name }) => name);
    return roundBins(points, names, MAX_BARS).map(({ label, means }) => ({ label, ...means }));
  }, [points, series]);
  const together = bars.length > 0 && bars.length < points.length;
  return (
    <ChartCard
      title={title}
      {...(kind === 'time' && { note: 'Training and transfer are those of the last to report' })}
      {...(together && { note: 'Each bar is the mean of some rounds' })}
      gap={points.length === 0 ? NO_ROUND : null}
      table={{
        rows: points,
        keyOf: ({ round }) => round,
        columns: [
          { key: 'round', title: 'Round', cell: ({ round }) => round },
          ...series.map(({ name, label }) => ({
            ...{ key: name, title: label, align: 'end' as const },
            cell: (point: RoundPoint) => format(point[name]),
          })),
        ],
      }}
    >
      <BarChart
        h={CHART_PX}
        data={bars}
        dataKey="label"
        type="stacked"
        withLegend
        legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
        barProps={{ isAnimationActive: false }}
        maxBarWidth={36}
        xAxisProps={{ minTickGap: 24 }}
        yAxisProps={{ width: 64 }}
        valueFormatter={format}
        series={[...series]}
      />
    </ChartCard>
  );
});
RoundBars.displayName = 'RoundBars';
