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

const HEIGHT_PX = 220;
/** Beyond this the dots would hide the line. */
const MAX_DOTS = 40;

/** Accuracy, loss, bytes and time over the committed rounds. */
export const RoundCharts = memo(({ points }: { readonly points: readonly RoundPoint[] }) => {
  const shared = {
    h: HEIGHT_PX,
    data: [...points],
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
      <ChartCard title="Test accuracy" isEmpty={points.length === 0}>
        <LineChart
          {...line}
          series={[{ name: 'accuracy', label: 'Accuracy', color: 'river.6' }]}
          valueFormatter={formatPercent}
          yAxisProps={{ ...shared.yAxisProps, ...accuracyAxis(points) }}
        />
      </ChartCard>
      <ChartCard title="Test loss" isEmpty={points.length === 0}>
        <LineChart
          {...line}
          series={[{ name: 'loss', label: 'Loss', color: 'orange.6' }]}
          valueFormatter={formatLoss}
          yAxisProps={{ ...shared.yAxisProps, tickFormatter: formatNumber }}
        />
      </ChartCard>
      <ChartCard title="Bytes per round" isEmpty={points.length === 0}>
        <BarChart
          {...bars}
          series={[
            { name: 'bytesDown', label: 'To the clients', color: 'river.6' },
            { name: 'bytesUp', label: 'From the clients', color: 'teal.5' },
          ]}
          valueFormatter={formatBytes}
        />
      </ChartCard>
      <ChartCard title="Time per round" isEmpty={points.length === 0}>
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

interface ChartCardProps {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

const ChartCard = ({ title, isEmpty, children }: ChartCardProps) => (
  <Card component="section" aria-label={`${title}, the same numbers as in the table of rounds`}>
    <Title order={2} size="h5" mb="md">
      {title}
    </Title>
    {isEmpty ? (
      <Center h={HEIGHT_PX}>
        <Text size="sm" c="dimmed">
          The first point appears when round 1 is done.
        </Text>
      </Center>
    ) : (
      children
    )}
  </Card>
);
