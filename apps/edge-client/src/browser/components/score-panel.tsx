import { Group, Text } from '@mantine/core';
import { describeScore } from '../view/describe-score.ts';
import type { ScorePoint } from '../view/score-history.ts';
import { Card } from './card.tsx';
import { ChartOrTable } from './chart-or-table.tsx';
import { Sparkline } from './sparkline.tsx';

interface ScorePanelProps {
  readonly points: readonly ScorePoint[];
  /** By the run so far. */
  readonly roundsDone: number;
}

/** How good the shared model has become, by round. */
export const ScorePanel = ({ points, roundsDone }: ScorePanelProps) => {
  const newest = points.at(-1);
  const [first] = points;
  const now = newest && describeScore(newest);
  const then = first && describeScore(first);
  if (!now || !then) {
    return (
      <Card title="The shared model">
        <Text c="dimmed" mih={64}>
          {roundsDone === 0
            ? 'How good it is appears here after the next round.'
            : 'Only the devices measure it, each on examples of its own.'}
        </Text>
      </Card>
    );
  }
  const range = `${then.value} after round ${first.round}, ${now.value} after round ${newest.round}`;
  const isShare = now.meaning === 'right';
  return (
    <Card title="The shared model">
      <ChartOrTable
        caption="The shared model, by round"
        head={['Round', isShare ? 'Right' : 'Typical error']}
        rows={points
          .map((point) => [String(point.round), describeScore(point)?.value ?? '–'])
          .reverse()}
      >
        <Group wrap="nowrap" gap="lg" mih={64}>
          <div style={{ flexShrink: 0 }}>
            <Text fz={28} fw={700} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {now.value}
            </Text>
            <Text size="sm" c="dimmed">
              {now.meaning}, after round {newest.round}
            </Text>
          </div>
          <Sparkline
            points={points}
            label={`${isShare ? 'Accuracy' : 'Typical error'} by round: ${range}`}
          />
        </Group>
      </ChartOrTable>
    </Card>
  );
};
