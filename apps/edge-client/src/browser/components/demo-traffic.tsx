import { Text } from '@mantine/core';
import { demoShardBytes } from '@tributary/client';
import type { RunOffer } from '@tributary/protocol';
import { useEffect, useState } from 'react';
import { describeWholeTraffic } from '../view/run-traffic.ts';

interface DemoTrafficProps {
  readonly runs: readonly RunOffer[];
  readonly token: string;
}

/** What taking part with demo data moves in all, once the size of its shards is known. */
export const DemoTraffic = ({ runs, token }: DemoTrafficProps) => {
  const [shardBytes, setShardBytes] = useState<readonly (number | null)[] | null>(null);
  const ids = runs.map(({ runId }) => runId).join(' ');
  useEffect(() => {
    let isStale = false;
    const source = { url: location.origin, token };
    Promise.all(
      // What is not known is not told; joining works all the same.
      ids.split(' ').map((runId) => demoShardBytes(source, runId).catch(() => null)),
    ).then((sizes) => {
      if (!isStale) setShardBytes(sizes);
    });
    return () => {
      isStale = true;
    };
  }, [ids, token]);
  if (runs.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs" mih={44}>
      {shardBytes === null
        ? 'Looking up how much that is.'
        : runs.map((run, index) => describeWholeTraffic(run, shardBytes[index] ?? null)).join(' ')}
    </Text>
  );
};
