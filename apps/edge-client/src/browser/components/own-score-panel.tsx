import { Group, Text } from '@mantine/core';
import type { Contribution } from '@tributary/client';
import { describeScore } from '../view/describe-score.ts';
import { ownRounds, ownScores } from '../view/own-scores.ts';
import { Card } from './card.tsx';
import { ChartOrTable } from './chart-or-table.tsx';
import { Sparkline } from './sparkline.tsx';

interface OwnScorePanelProps {
  readonly contributions: readonly Contribution[];
  readonly runId: string;
}

/** What the others' work did for this device: the shared model on own examples, before and after it was updated. */
export const OwnScorePanel = ({ contributions, runId }: OwnScorePanelProps) => {
  const points = ownScores(contributions, runId);
  const rounds = ownRounds(contributions, runId);
  const newest = points.at(-1);
  const before = points.at(-2);
  const now = newest && describeScore(newest);
  const then = before && describeScore(before);
  return (
    <Card title="On your own examples">
      {!now ? (
        <Text c="dimmed">
          How well the shared model does on this device’s own examples appears here after the first
          round, if the run measures it.
        </Text>
      ) : (
        <ChartOrTable
          caption="Rounds of this device"
          head={['Round', 'Shared model', 'After training', 'Examples']}
          rows={rounds
            .map(({ round, ...words }) => [
              String(round),
              words.before,
              words.after,
              words.examples,
            ])
            .reverse()}
        >
          <Group wrap="nowrap" gap="lg" mih={64}>
            <div style={{ flexShrink: 0 }}>
              <Text fz={22} fw={700} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
                {then ? `${then.value} → ${now.value}` : now.value}
              </Text>
              <Text size="sm" c="dimmed">
                {then
                  ? `before and after the update of round ${before.round}`
                  : `${now.meaning}, before training here`}
              </Text>
            </div>
            <Sparkline
              points={points}
              label={`The shared model on own examples, by round: ${now.value} ${now.meaning} at last`}
            />
          </Group>
        </ChartOrTable>
      )}
    </Card>
  );
};
