import './styles.ts';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { RunOffer } from '@tributary/protocol';
import { useMemo, useState } from 'react';
import { Card } from '../components/card.tsx';
import { DemoTraffic } from '../components/demo-traffic.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { Warning } from '../components/warning.tsx';
import { describeDemoData } from '../view/describe-demo-data.ts';
import type { DataChoice } from './data-choice.ts';
import { dataKeyOf, dataNeeds } from './data-needs.ts';
import { KeepCard } from './keep-card.tsx';
import { NeedCard } from './need-card.tsx';
import { useOwnData } from './use-own-data.ts';

interface DataScreenProps {
  /** Those that are open. */
  readonly runs: readonly RunOffer[];
  readonly token: string;
  readonly onChoose: (choice: DataChoice) => void;
  readonly onBack: () => void;
}

/** The step between the invitation and the work: what this device is to train on. */
export const DataScreen = ({ runs, token, onChoose, onBack }: DataScreenProps) => {
  const needs = useMemo(() => dataNeeds(runs), [runs]);
  const [{ kept, data, keptKeys }, { put, forget, settle }] = useOwnData(
    needs.map(({ key }) => key),
  );
  const [wishes, setWishes] = useState<Readonly<Record<string, boolean>>>({});
  const [asksToKeep, setAsksToKeep] = useState<boolean | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const isDemo = (key: string, hasDemo: boolean) =>
    hasDemo && (wishes[key] ?? !keptKeys.includes(key));
  const own = needs.filter(({ key, hasDemo }) => !isDemo(key, hasDemo));
  const ownKeys = own.map(({ key }) => key).filter((key) => data[key] !== undefined);
  const demoRuns = runs.filter(({ task: { dataset } }) => {
    const need = needs.find(({ key }) => key === dataKeyOf(dataset));
    return need !== undefined && isDemo(need.key, need.hasDemo);
  });
  const isReady =
    needs.length === 0 || (kept !== undefined && (own.length < needs.length || ownKeys.length > 0));
  const keeps = asksToKeep ?? keptKeys.length > 0;

  const join = async () => {
    if (own.length === 0) {
      onChoose({ kind: 'demo' });
      return;
    }
    try {
      await settle(ownKeys, keeps);
    } catch {
      setFailure(
        'Your data could not be kept: this device may have no room left. Take the tick away, and join without.',
      );
      return;
    }
    onChoose({ kind: 'own', keys: ownKeys });
  };
  return (
    <PageFrame
      actions={
        <Group wrap="nowrap">
          <Button
            size="xl"
            radius="lg"
            variant="default"
            style={{ flexShrink: 0 }}
            onClick={onBack}
          >
            Back
          </Button>
          <Button fullWidth size="xl" radius="lg" disabled={!isReady} onClick={() => void join()}>
            {needs.length === 0 ? 'Join and wait' : 'Join'}
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
            Your data is read here, checked here and used here. It is never sent.
          </Text>
        </div>
        {needs.length === 0 && (
          <Card title="Demonstration data">
            <Text>{describeDemoData(runs)}</Text>
          </Card>
        )}
        {needs.length > 0 && kept === undefined && <Skeleton height={220} radius="lg" />}
        {kept !== undefined &&
          needs.map((need) => (
            <NeedCard
              key={need.key}
              need={need}
              data={data[need.key] ?? null}
              isDemo={isDemo(need.key, need.hasDemo)}
              isKept={keptKeys.includes(need.key)}
              onDemo={(wish) => setWishes((before) => ({ ...before, [need.key]: wish }))}
              put={put}
              forget={forget}
            />
          ))}
        {kept !== undefined && own.length > 0 && (
          <KeepCard canKeep={kept !== null} keeps={keeps} onChange={setAsksToKeep} />
        )}
        {demoRuns.length > 0 && <DemoTraffic runs={demoRuns} token={token} />}
        {failure !== null && (
          <Warning title="Not kept">
            <Text size="sm">{failure}</Text>
          </Warning>
        )}
        {own.length > ownKeys.length && ownKeys.length > 0 && (
          <Text size="sm" c="dimmed">
            Runs without data of yours go on without this device.
          </Text>
        )}
      </Stack>
      <title>What it trains on – Tributary</title>
    </PageFrame>
  );
};
