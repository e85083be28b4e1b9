import { Group, Text } from '@mantine/core';
import type { AccuracyPoint } from '../view/accuracy-history.ts';
import { formatPercent } from '../view/format.ts';
import { Card } from './card.tsx';
import { Sparkline } from './sparkline.tsx';

/** How good the shared model has become, by round. */
export const AccuracyPanel = ({ points }: { readonly points: readonly AccuracyPoint[] }) => {
  const newest = points.at(-1);
  const first = points[0];
  if (newest === undefined || first === undefined) {
    return (
      <Card title="The shared model">
        <Text c="dimmed" mih={64}>
          Its accuracy appears here after the next round.
        </Text>
      </Card>
    );
  }
  const range = `${formatPercent(first.accuracy)} after round ${first.round}, ${formatPercent(newest.accuracy)} after round ${newest.round}`;
  return (
    <Card title="The shared model">
      <Group wrap="nowrap" gap="lg" mih={64}>
        <div style={{ flexShrink: 0 }}>
          <Text fz={28} fw={700} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {formatPercent(newest.accuracy)}
          </Text>
          <Text size="sm" c="dimmed">
            right, after round {newest.round}
          </Text>
        </div>
        <Sparkline points={points} label={`Accuracy by round: ${range}`} />
      </Group>
    </Card>
  );
};
