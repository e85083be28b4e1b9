import './styles.ts';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { InvitedRun } from '@tributary/protocol';
import { useMemo, useState } from 'react';
import { Card } from '../components/card.tsx';
import { DemoTraffic } from '../components/demo-traffic.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { Warning } from '../components/warning.tsx';
import { describeDemoData } from '../view/describe-demo-data.ts';
import type { DataChoice } from './data-choice.ts';
import { dataNeeds } from './data-needs.ts';
import { KeepCard } from './keep-card.tsx';
import { NeedCard } from './need-card.tsx';
import { useDataChoice } from './use-data-choice.ts';

interface DataScreenProps {
  /** Those that are open. */
  readonly runs: readonly InvitedRun[];
  readonly token: string;
  readonly onChoose: (choice: DataChoice) => void;
  readonly onBack: () => void;
}

/** The step between the invitation and the work: what this device is to train on. */
export const DataScreen = ({ runs, token, onChoose, onBack }: DataScreenProps) => {
  const needs = useMemo(() => dataNeeds(runs), [runs]);
  const [choice, { put, forget, keep, wishDemo, settle }] = useDataChoice(needs);
  const [isUnkept, setIsUnkept] = useState(false);
  const demoRuns = needs.filter(choice.isDemo).flatMap((need) => need.runs);
  const join = () => settle().then(onChoose, () => setIsUnkept(true));
  return (
    <PageFrame
      actions={
        <Group wrap="nowrap">
          <Button
            {...{ size: 'xl', radius: 'lg', variant: 'default' }}
            style={{ flexShrink: 0 }}
            onClick={onBack}
          >
            Back
          </Button>
          <Button fullWidth size="xl" radius="lg" disabled={!choice.isReady} onClick={join}>
            {needs.length === 0 ? 'Join and wait' : 'Join'}
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <DataTitle />
        {needs.length === 0 && (
          <Card title="Demonstration data">
            <Text>{describeDemoData(runs)}</Text>
          </Card>
        )}
        {needs.length > 0 && !choice.isLoaded && <Skeleton height={220} radius="lg" />}
        {choice.isLoaded &&
          needs.map((need) => (
            <NeedCard
              key={need.key}
              {...{ need, put, forget }}
              data={choice.data[need.key] ?? null}
              isDemo={choice.isDemo(need)}
              isKept={choice.isKept(need)}
              onDemo={(wish) => wishDemo(need, wish)}
            />
          ))}
        {choice.isLoaded && choice.hasOwn && (
          <KeepCard canKeep={choice.canKeep} keeps={choice.keeps} onChange={keep} />
        )}
        {choice.isLoaded && <DemoTraffic runs={demoRuns} token={token} />}
        {isUnkept && <Unkept />}
        {choice.numWithout > 0 && choice.isReady && (
          <Text size="sm" c="dimmed">
            Runs without data of yours go on without this device.
          </Text>
        )}
      </Stack>
      <title>What it trains on – Tributary</title>
    </PageFrame>
  );
};

const DataTitle = () => (
  <div>
    <Title order={1} size="h2">
      What it trains on
    </Title>
    <Text c="dimmed" mt={4}>
      Your data is read here, checked here and used here. It is never sent.
    </Text>
  </div>
);

const Unkept = () => (
  <Warning title="Not kept">
    <Text size="sm">
      Your data could not be kept: this device may have no room left. Take the tick away, and join
      without.
    </Text>
  </Warning>
);
