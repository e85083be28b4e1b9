import { LineChart } from '@mantine/charts';
import { Card, Center, Group, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatBytes, formatLoss, formatNumber, formatPercent, NO_VALUE } from '../view/format.ts';
import { type ComparedRun, lineStyleAt } from './compared-run.ts';
import { LineSample } from './line-sample.tsx';
import {
  type CurveAxis,
  type CurveMetric,
  type CurveRow,
  overlaidCurves,
} from './overlaid-curves.ts';

interface OverlayCardProps {
  readonly runs: readonly ComparedRun[];
  readonly axis: CurveAxis;
  readonly metric: CurveMetric;
}

const words = {
  accuracy: { title: 'Test accuracy', format: formatPercent },
  loss: { title: 'Test loss', format: formatLoss },
} as const;

const axes = {
  round: { title: 'Round', format: formatNumber },
  bytes: { title: 'Bytes sent so far', format: formatBytes },
} as const;

const HEIGHT_PX = 280;

/** One figure of all runs over one axis, as lines or as a table. */
export const OverlayCard = ({ runs, axis, metric }: OverlayCardProps) => {
  const [view, setView] = useState('chart');
  const { title } = words[metric];
  const rows = overlaidCurves(
    runs.map(({ state }) => state.history),
    { axis, metric },
  );
  return (
    <Card component="section" aria-label={title}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h5">
          {title}
        </Title>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={setView}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
          aria-label={`${title} as a chart or a table`}
        />
      </Group>
      {rows.length === 0 ? (
        <Center h={HEIGHT_PX}>
          <Text size="sm" c="dimmed">
            Nobody has measured this for these runs yet.
          </Text>
        </Center>
      ) : view === 'chart' ? (
        <Curves runs={runs} axis={axis} metric={metric} rows={rows} />
      ) : (
        <CurveTable runs={runs} axis={axis} metric={metric} rows={rows} />
      )}
    </Card>
  );
};

interface DrawnProps extends OverlayCardProps {
  readonly rows: readonly CurveRow[];
}

const Curves = ({ runs, axis, metric, rows }: DrawnProps) => (
  <LineChart
    h={HEIGHT_PX}
    data={[...rows]}
    dataKey="x"
    curveType="linear"
    connectNulls
    withDots={rows.length <= 40}
    series={runs.map(({ summary }, place) => ({
      name: `run${place}`,
      label: summary.name,
      color: lineStyleAt(place).color,
      strokeDasharray: lineStyleAt(place).dashes,
    }))}
    lineProps={{ isAnimationActive: false }}
    xAxisProps={{
      type: 'number',
      domain: ['dataMin', 'dataMax'],
      tickFormatter: axes[axis].format,
      minTickGap: 24,
    }}
    yAxisProps={{ width: 64, tickFormatter: words[metric].format, domain: ['auto', 'auto'] }}
    valueFormatter={words[metric].format}
    tooltipProps={{ labelFormatter: (x) => `${axes[axis].title}: ${axes[axis].format(Number(x))}` }}
  />
);

const CurveTable = ({ runs, axis, metric, rows }: DrawnProps) => (
  <Table.ScrollContainer type="native" minWidth={120 * (runs.length + 1)} mah={HEIGHT_PX + 80}>
    <Table stickyHeader verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{axes[axis].title}</Table.Th>
          {runs.map(({ summary }) => (
            <Table.Th key={summary.runId} scope="col" ta="right">
              {summary.name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.x}>
            <Table.Th scope="row">{axes[axis].format(row.x)}</Table.Th>
            {runs.map(({ summary }, place) => {
              const value = row[`run${place}`];
              return (
                <Table.Td key={summary.runId} ta="right">
                  {value === undefined ? NO_VALUE : words[metric].format(value)}
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

/** Which line is whose, above all charts. */
export const RunLegend = ({ runs }: Pick<OverlayCardProps, 'runs'>) => (
  <Group component="ul" gap="lg" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Lines">
    {runs.map(({ summary }, place) => (
      <Group component="li" key={summary.runId} gap="xs" wrap="nowrap">
        <LineSample place={place} />
        <Text size="sm">{summary.name}</Text>
      </Group>
    ))}
  </Group>
);
