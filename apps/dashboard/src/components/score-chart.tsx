import { LineChart } from '@mantine/charts';
import { memo, useMemo } from 'react';
import { accuracyAxis } from '../view/accuracy-axis.ts';
import { decimate } from '../view/decimate.ts';
import { formatLoss, formatNumber, formatPercent } from '../view/format.ts';
import type { ScorePoint } from '../view/score-series.ts';
import { CHART_PX, ChartCard } from './chart-card.tsx';

/** Beyond this the dots would hide the line. */
const MAX_DOTS = 40;
/** More points than that cannot be told apart in a card. */
const MAX_POINTS = 240;

export type ScoreKind = 'accuracy' | 'loss' | 'error';

interface ScoreChartProps {
  readonly kind: ScoreKind;
  readonly points: readonly ScorePoint[];
  /** What number is predicted, with its unit; null where classes are. */
  readonly numbers: string | null;
}

const words = {
  accuracy: { title: 'Accuracy', format: formatPercent },
  loss: { title: 'Loss', format: formatLoss },
  error: { title: 'Typical error', format: formatLoss },
} as const;

const notes = {
  accuracy:
    'Central: of the test examples. Federated: of the clients’ own, as they got the model, before they trained',
  loss: 'Central: on the test examples. Federated: on the clients’ own, before they trained',
  error: 'Central: on the test examples. Federated: on the clients’ own, before they trained',
} as const;

/** A model's score over the rounds, measured centrally and by the clients that were sent it. */
export const ScoreChart = memo(({ kind, points, numbers }: ScoreChartProps) => {
  const { title, format } = words[kind];
  const rows = useMemo(() => points.map((point) => rowOf(point, kind)), [points, kind]);
  const drawn = useMemo(() => decimate(rows, [central, federated], MAX_POINTS), [rows]);
  const hasCentral = rows.some((row) => row.central !== null);
  const hasFederated = rows.some((row) => row.federated !== null);
  const gap =
    rows.length === 0
      ? 'The first point appears when round 1 is done.'
      : hasCentral || hasFederated
        ? null
        : 'Nobody has measured it: neither the coordinator nor the clients.';
  return (
    <ChartCard
      title={title}
      note={numbers === null ? notes[kind] : `${notes[kind]}; ${numbers}`}
      gap={gap}
      table={{
        rows,
        keyOf: ({ round }) => round,
        columns: [
          { key: 'round', title: 'Model of round', cell: ({ round }) => round },
          {
            ...{ key: 'central', title: 'On the test examples', align: 'end' },
            cell: (row) => format(row.central),
          },
          {
            ...{ key: 'federated', title: 'By the clients', align: 'end' },
            cell: (row) => format(row.federated),
          },
        ],
      }}
    >
      <LineChart
        h={CHART_PX}
        data={[...drawn]}
        dataKey="round"
        curveType="linear"
        connectNulls={false}
        withDots={drawn.length <= MAX_DOTS}
        withLegend
        legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
        lineProps={{ isAnimationActive: false }}
        xAxisProps={{
          minTickGap: 24,
          type: 'number',
          domain: ['dataMin', 'dataMax'],
          allowDecimals: false,
        }}
        yAxisProps={{
          width: 64,
          tickFormatter: formatNumber,
          ...(kind === 'accuracy' && accuracyAxis(rows.flatMap(bothAsAccuracy))),
        }}
        valueFormatter={format}
        series={[
          ...(hasCentral ? [{ name: 'central', label: 'Central', color: lineColors[kind] }] : []),
          ...(hasFederated
            ? [
                {
                  ...{ name: 'federated', label: 'Federated' },
                  ...{ color: 'grape.6', strokeDasharray: '6 4' },
                },
              ]
            : []),
        ]}
      />
    </ChartCard>
  );
});
ScoreChart.displayName = 'ScoreChart';

const lineColors = { accuracy: 'river.6', loss: 'orange.6', error: 'river.6' } as const;

interface ScoreRow {
  readonly round: number;
  readonly central: number | null;
  readonly federated: number | null;
}

const central = (row: ScoreRow): number | null => row.central;
const federated = (row: ScoreRow): number | null => row.federated;

const bothAsAccuracy = (row: ScoreRow) => [{ accuracy: row.central }, { accuracy: row.federated }];

const rowOf = (point: ScorePoint, kind: ScoreKind): ScoreRow => {
  const { round, accuracy, loss, federatedAccuracy, federatedLoss } = point;
  if (kind === 'accuracy') return { round, central: accuracy, federated: federatedAccuracy };
  return kind === 'loss'
    ? { round, central: loss, federated: federatedLoss }
    : { round, central: rootOf(loss), federated: rootOf(federatedLoss) };
};

/** Of numbers: the root of the mean squared error. */
const rootOf = (loss: number | null): number | null => (loss === null ? null : Math.sqrt(loss));
