import { BarChart, LineChart } from '@mantine/charts';
import { Card, Center, SimpleGrid, Text, Title } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { accuracyAxis } from '../view/accuracy-axis.ts';
import {
  formatBytes,
  formatDuration,
  formatLoss,
  formatNumber,
  formatPercent,
} from '../view/format.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { typicalError } from '../view/score.ts';

const HEIGHT_PX = 220;
/** Beyond this the dots would hide the line. */
const MAX_DOTS = 40;

interface RoundChartsProps {
  readonly points: readonly RoundPoint[];
  /** What number is predicted, with its unit; null where classes are. */
  readonly numbers: string | null;
}

/** Accuracy (of numbers: the error), loss, bytes and time over the committed rounds. */
export const RoundCharts = memo(({ points, numbers }: RoundChartsProps) => {
  const shared = {
    h: HEIGHT_PX,
    data: points.map((point) => ({ ...point, error: typicalError(point) })),
    dataKey: 'round',
    xAxisProps: { minTickGap: 24 },
    yAxisProps: { width: 64 },
  };
  const line = {
    ...shared,
    withDots: points.length <= MAX_DOTS,
    connectNulls: false,
    curveType: 'linear',
    lineProps: { isAnimationActive: false },
  } as const;
  const bars = {
    ...shared,
    type: 'stacked',
    withLegend: true,
    legendProps: { verticalAlign: 'bottom', itemSorter: null },
    barProps: { isAnimationActive: false },
    maxBarWidth: 36,
  } as const;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {numbers === null ? (
        <ChartCard title="Test accuracy" gap={gapOf(points, 'accuracy')}>
          <LineChart
            {...line}
            series={[{ name: 'accuracy', label: 'Accuracy', color: 'river.6' }]}
            valueFormatter={formatPercent}
            yAxisProps={{ ...shared.yAxisProps, ...accuracyAxis(points) }}
          />
        </ChartCard>
      ) : (
        <ChartCard title="Typical error" note={numbers} gap={gapOf(points, 'loss')}>
          <LineChart
            {...line}
            series={[{ name: 'error', label: 'Typical error', color: 'river.6' }]}
            valueFormatter={formatLoss}
            yAxisProps={{ ...shared.yAxisProps, tickFormatter: formatNumber }}
          />
        </ChartCard>
      )}
      <ChartCard
        title="Test loss"
        {...(numbers !== null && { note: 'mean squared error' })}
        gap={gapOf(points, 'loss')}
      >
        <LineChart
          {...line}
          series={[{ name: 'loss', label: 'Loss', color: 'orange.6' }]}
          valueFormatter={formatLoss}
          yAxisProps={{ ...shared.yAxisProps, tickFormatter: formatNumber }}
        />
      </ChartCard>
      <ChartCard title="Bytes per round" gap={gapOf(points)}>
        <BarChart
          {...bars}
          series={[
            { name: 'bytesDown', label: 'To the clients', color: 'river.6' },
            { name: 'bytesUp', label: 'From the clients', color: 'teal.5' },
          ]}
          valueFormatter={formatBytes}
        />
      </ChartCard>
      <ChartCard title="Time per round" gap={gapOf(points)}>
        <BarChart
          {...bars}
          series={[
            { name: 'trainingMs', label: 'Training and waiting', color: 'river.6' },
            { name: 'averagingMs', label: 'Averaging', color: 'orange.5' },
            { name: 'testingMs', label: 'Testing', color: 'grape.5' },
          ]}
          valueFormatter={formatDuration}
        />
      </ChartCard>
    </SimpleGrid>
  );
});
RoundCharts.displayName = 'RoundCharts';

/** What stands in the place of a chart that has no point; null where it has some. */
const gapOf = (points: readonly RoundPoint[], key?: 'accuracy' | 'loss'): string | null => {
  if (points.length === 0) return 'The first point appears when round 1 is done.';
  return key !== undefined && points.every((point) => point[key] === null)
    ? 'The coordinator has no such figure of these rounds.'
    : null;
};

interface ChartCardProps {
  readonly title: string;
  /** What the figures are, beside the title. */
  readonly note?: string;
  readonly gap: string | null;
  readonly children: ReactNode;
}

const ChartCard = ({ title, note, gap, children }: ChartCardProps) => (
  <Card component="section" aria-label={`${title}, the same numbers as in the table of rounds`}>
    <Title order={2} size="h5" mb={note === undefined ? 'md' : 0}>
      {title}
    </Title>
    {note !== undefined && (
      <Text size="xs" c="dimmed" mb="md">
        {note}
      </Text>
    )}
    {gap !== null ? (
      <Center h={HEIGHT_PX}>
        <Text size="sm" c="dimmed">
          {gap}
        </Text>
      </Center>
    ) : (
      children
    )}
  </Card>
);
