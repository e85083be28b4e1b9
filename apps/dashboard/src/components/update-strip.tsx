import { ScatterChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { clientName, type Devices } from '../view/client-name.ts';
import { formatNorm, formatNumber } from '../view/format.ts';
import { STANDS_OUT, type UpdateMark } from '../view/stand-out.ts';
import { CHART_PX, ChartCard } from './chart-card.tsx';

interface UpdateStripProps {
  readonly marks: readonly UpdateMark[];
  readonly devices: Devices;
}

/** The updates of a round by length and direction: who is far from the others is seen at a glance. */
export const UpdateStrip = ({ marks, devices }: UpdateStripProps) => {
  const hasCosines = marks.some(({ cosine }) => cosine !== null);
  const odd = marks.filter(({ distance }) => distance >= STANDS_OUT);
  const data = useMemo(() => seriesOf(marks, hasCosines), [marks, hasCosines]);
  return (
    <ChartCard
      title="Updates beside each other"
      note={
        hasCosines
          ? 'Norm of each update, and its cosine to what the round made of all'
          : 'Norm of each update, in order of their norms'
      }
      gap={marks.length === 0 ? 'No update of this round was measured.' : null}
      table={{
        rows: marks,
        keyOf: ({ clientId }) => clientId,
        columns: [
          {
            ...{ key: 'client', title: 'Client' },
            cell: ({ clientId }) => clientName(devices, clientId),
          },
          { key: 'norm', title: 'Norm', align: 'end', cell: ({ norm }) => formatNorm(norm) },
          {
            ...{ key: 'cosine', title: 'Cosine', align: 'end' },
            cell: ({ cosine }) => (cosine === null ? '–' : cosine.toFixed(3)),
          },
          {
            ...{ key: 'odd', title: 'Stands out' },
            cell: ({ distance }) => (distance >= STANDS_OUT ? 'Yes' : 'No'),
          },
          { key: 'counted', title: 'Counted', cell: ({ counted }) => (counted ? 'Yes' : 'No') },
        ],
      }}
    >
      <ScatterChart
        h={CHART_PX}
        dataKey={{ x: 'norm', y: 'height' }}
        labels={{ x: 'Norm', y: hasCosines ? 'Cosine' : 'Place' }}
        data={data}
        xAxisProps={{ domain: [0, 'auto'], tickFormatter: formatNumber }}
        yAxisProps={{ width: 48, domain: hasCosines ? [floorOf(marks), 1] : [0, 'auto'] }}
        valueFormatter={{ x: formatNorm, y: formatNumber }}
        scatterProps={{ isAnimationActive: false, shape: UpdateDot }}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
      />
      <Text size="sm" mt="xs">
        {odd.length === 0
          ? 'None of them stands out.'
          : `Worth a look: ${conjunction.format(odd.slice(0, 6).map((mark) => oddWords(mark, devices)))}${odd.length > 6 ? ` and ${formatNumber(odd.length - 6)} more` : ''}.`}
      </Text>
    </ChartCard>
  );
};

interface UpdateDotProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly fill?: string | undefined;
  readonly payload?: { readonly odd?: number };
}

/** A triangle where an update stands out, so that it is not the colour alone that says so. */
const UpdateDot = ({ cx = 0, cy = 0, fill, payload }: UpdateDotProps) =>
  payload?.odd === 1 ? (
    <path d={`M${cx} ${cy - 6}l6 11h-12z`} fill={fill} />
  ) : (
    <circle cx={cx} cy={cy} r={4} fill={fill} fillOpacity={0.7} />
  );

const conjunction = new Intl.ListFormat('en-GB', { type: 'unit', style: 'long' });

const oddWords = ({ clientId, norm, cosine }: UpdateMark, devices: Devices): string =>
  `${clientName(devices, clientId)} (norm ${formatNorm(norm)}${cosine === null ? '' : `, cosine ${cosine.toFixed(2)}`})`;

const floorOf = (marks: readonly UpdateMark[]): number =>
  marks.some(({ cosine }) => cosine !== null && cosine < 0) ? -1 : 0;

const seriesOf = (marks: readonly UpdateMark[], hasCosines: boolean) => {
  const placed = [...marks]
    .sort((a, b) => (a.norm ?? 0) - (b.norm ?? 0))
    .map((mark, place) => ({
      mark,
      norm: mark.norm ?? 0,
      height: hasCosines ? mark.cosine : place,
    }))
    .filter((dot): dot is typeof dot & { height: number } => dot.height !== null);
  const pick = (isOdd: boolean) =>
    placed
      .filter(({ mark }) => mark.distance >= STANDS_OUT === isOdd)
      .map(({ norm, height }) => ({ norm, height, odd: isOdd ? 1 : 0 }));
  const odd = pick(true);
  return [
    { name: 'Like the others', color: 'river.6', data: pick(false) },
    ...(odd.length > 0 ? [{ name: 'Stands out', color: 'red.7', data: odd }] : []),
  ];
};
