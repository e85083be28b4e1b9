import { SimpleGrid, Text } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import type { ReactNode } from 'react';
import { scoreChange, summariseContributions } from '../view/describe-contribution.ts';
import { formatBytes, formatCount } from '../view/format.ts';
import { Card } from './card.tsx';

interface FigureProps {
  readonly label: string;
  readonly note: string;
  readonly children: ReactNode;
}

const Figure = ({ label, note, children }: FigureProps) => (
  <div>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <Text
      fz={18}
      fw={650}
      lh={1.4}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {children}
    </Text>
    <Text size="xs" c="dimmed">
      {note}
    </Text>
  </div>
);

interface FiguresPanelProps {
  readonly client: ClientState;
  /** Examples a second; null before it was measured. */
  readonly pace: number | null;
}

/** What this device has done so far, in a few numbers. */
export const FiguresPanel = ({ client, pace }: FiguresPanelProps) => {
  const { acceptedCount, trainedExamples } = summariseContributions(client.contributions);
  const measured = client.contributions.findLast((one) => scoreChange(one) !== null);
  const change = measured === undefined ? null : scoreChange(measured);
  return (
    <Card title="This device">
      <SimpleGrid cols={2} spacing="md">
        <Figure label="Rounds counted" note="accepted by the coordinator">
          <span data-testid="accepted-count">{acceptedCount}</span>
        </Figure>
        <Figure
          label={change?.isShare === false ? 'Error here' : 'Accuracy here'}
          note={
            measured === undefined
              ? 'before and after training'
              : `before and after round ${measured.round}`
          }
        >
          {change?.text ?? '–'}
        </Figure>
        <Figure label="Sent" note="changes of the model">
          {formatBytes(client.bytesUp)}
        </Figure>
        <Figure label="Received" note="models and demo data">
          {formatBytes(client.bytesDown)}
        </Figure>
        <Figure label="Examples trained" note="counted in every round">
          {formatCount(trainedExamples)}
        </Figure>
        <Figure label="Speed" note="examples a second">
          {pace === null ? '–' : formatCount(Number(pace.toPrecision(2)))}
        </Figure>
      </SimpleGrid>
    </Card>
  );
};
