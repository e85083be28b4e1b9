import { LineChart } from '@mantine/charts';
import { useMemo } from 'react';
import { CHART_PX, ChartCard } from '../components/chart-card.tsx';
import type { TableColumn } from '../components/virtual-table.tsx';
import { formatBytes, formatLoss, formatNumber, formatPercent, NO_VALUE } from '../view/format.ts';
import { type ComparedRun, lineStyleAt } from './compared-run.ts';
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
  accuracy: { title: 'Accuracy', format: formatPercent },
  loss: { title: 'Loss', format: formatLoss },
} as const;

const axes = {
  round: { title: 'Round', format: formatNumber },
  bytes: { title: 'Bytes sent so far', format: formatBytes },
} as const;

/** Beyond this the dots would hide the lines. */
const MAX_DOTS = 40;

/** One figure of all runs over one axis, as lines or as a table. */
export const OverlayCard = ({ runs, axis, metric }: OverlayCardProps) => {
  const rows = useMemo(
    () =>
      overlaidCurves(
        runs.map(({ judged }) => judged.rounds),
        { axis, metric },
      ),
    [runs, axis, metric],
  );
  const { title, format } = words[metric];
  const ofAxis = axes[axis];
  return (
    <ChartCard
      title={title}
      note={`By ${ofAxis.title.toLowerCase()}`}
      gap={rows.length === 0 ? 'Nobody has measured this of these runs yet.' : null}
      table={{ rows, keyOf: ({ x }) => x, columns: columnsOf(runs, axis, metric) }}
    >
      <LineChart
        h={CHART_PX}
        data={[...rows]}
        dataKey="x"
        curveType="linear"
        connectNulls
        withDots={rows.length <= MAX_DOTS}
        series={runs.map(({ summary }, place) => ({
          name: `run${place}`,
          label: summary.name,
          color: lineStyleAt(place).color,
          strokeDasharray: lineStyleAt(place).dashes,
        }))}
        lineProps={{ isAnimationActive: false }}
        xAxisProps={{
          ...{ type: 'number', domain: ['dataMin', 'dataMax'], minTickGap: 24 },
          tickFormatter: ofAxis.format,
          allowDecimals: false,
        }}
        yAxisProps={{ width: 64, tickFormatter: format, domain: ['auto', 'auto'] }}
        valueFormatter={format}
        tooltipProps={{ labelFormatter: (x) => `${ofAxis.title}: ${ofAxis.format(Number(x))}` }}
      />
    </ChartCard>
  );
};

const columnsOf = (
  runs: readonly ComparedRun[],
  axis: CurveAxis,
  metric: CurveMetric,
): TableColumn<CurveRow>[] => [
  { key: 'x', title: axes[axis].title, cell: ({ x }) => axes[axis].format(x) },
  ...runs.map(
    ({ summary }, place): TableColumn<CurveRow> => ({
      ...{ key: summary.runId, title: summary.name, align: 'end' },
      cell: (row) => {
        const value = row[`run${place}`];
        return value === undefined ? NO_VALUE : words[metric].format(value);
      },
    }),
  ),
];
