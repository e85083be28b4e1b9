import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { RunOffer } from '@tributary/protocol';
import { Card } from '../components/card.tsx';
import { DemoTraffic } from '../components/demo-traffic.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { describeDemoData } from '../view/describe-demo-data.ts';
import type { DataChoice } from './data-choice.ts';

interface DataScreenProps {
  /** Those that are open. */
  readonly runs: readonly RunOffer[];
  readonly token: string;
  readonly onChoose: (choice: DataChoice) => void;
  readonly onBack: () => void;
}

/** The step between the invitation and the work: what this device is to train on. */
export const DataScreen = ({ runs, token, onChoose, onBack }: DataScreenProps) => (
  <PageFrame
    actions={
      <Group wrap="nowrap">
        <Button size="xl" radius="lg" variant="default" style={{ flexShrink: 0 }} onClick={onBack}>
          Back
        </Button>
        <Button fullWidth size="xl" radius="lg" onClick={() => onChoose({ kind: 'demo' })}>
          {runs.length === 0 ? 'Join and wait' : 'Join'}
        </Button>
      </Group>
    }
  >
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          What it trains on
        </Title>
        <Text c="dimmed" mt={4}>
          The examples are read here and stay here.
        </Text>
      </div>
      <Card title="Demonstration data">
        <Text>{describeDemoData(runs)}</Text>
        <DemoTraffic runs={runs} token={token} />
      </Card>
    </Stack>
    <title>What it trains on – Tributary</title>
  </PageFrame>
);
