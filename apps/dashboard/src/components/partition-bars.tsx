import { groupColours, layoutPartition, type PartitionLayout } from '@tributary/model-zoo';
import type { PartitionPreview } from '@tributary/protocol';
import { memo } from 'react';
import { countOf, formatNumber } from '../view/format.ts';

const HEIGHT_PX = 240;
const MARGIN = { top: 28, right: 4, bottom: 40, left: 56 };
const text = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

interface PartitionBarsProps {
  readonly preview: Pick<PartitionPreview, 'kind' | 'groups' | 'counts'>;
  /** What the bars show, in words. */
  readonly label: string;
  readonly widthPx: number;
}

/** A bar for each client, its colours the classes of its examples. */
export const PartitionBars = memo(({ preview, label, widthPx }: PartitionBarsProps) => {
  const layout = layoutPartition(preview, { width: widthPx, height: HEIGHT_PX, margin: MARGIN });
  const colours = groupColours(preview);
  return (
    <svg width={widthPx} height={HEIGHT_PX} role="img" aria-label={label}>
      <Axes layout={layout} />
      {layout.paths.map((path, group) => (
        <path key={preview.groups[group]} d={path} fill={colours[group]} />
      ))}
      {layout.bars.map(({ x, y, width, height }, client) => (
        <rect key={x} x={x} y={y} width={width} height={height} fill="transparent">
          <title>{contentsOf(preview, client)}</title>
        </rect>
      ))}
    </svg>
  );
});
PartitionBars.displayName = 'PartitionBars';

const Axes = ({
  layout: { plot, sizeTicks, partitionTicks },
}: {
  readonly layout: PartitionLayout;
}) => (
  <>
    <text {...text} x={0} y={12}>
      Examples
    </text>
    {sizeTicks.map(({ value, at }) => (
      <g key={value}>
        <line
          x1={plot.x}
          x2={plot.x + plot.width}
          y1={at}
          y2={at}
          stroke="var(--mantine-color-default-border)"
        />
        <text {...text} x={plot.x - 8} y={at + 4} textAnchor="end">
          {formatNumber(value)}
        </text>
      </g>
    ))}
    {partitionTicks.map(({ value, at }) => (
      <text {...text} key={value} x={at} y={plot.y + plot.height + 16} textAnchor="middle">
        {formatNumber(value)}
      </text>
    ))}
    <text {...text} x={plot.x + plot.width / 2} y={HEIGHT_PX - 6} textAnchor="middle">
      Client
    </text>
  </>
);

/** "Client 3: 600 examples" and a line for each class that it has. */
const contentsOf = ({ groups, counts }: PartitionBarsProps['preview'], client: number): string => {
  const ofClient = counts[client] ?? [];
  const size = ofClient.reduce((sum, count) => sum + count, 0);
  const parts = groups.flatMap((name, group) => {
    const count = ofClient[group] ?? 0;
    return count > 0 && groups.length > 1 ? [`${name}: ${formatNumber(count)}`] : [];
  });
  return [`Client ${client}: ${countOf(size, 'example')}`, ...parts].join('\n');
};
