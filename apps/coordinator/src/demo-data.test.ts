import { describeRejection } from '@tributary/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;
beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

it.each(['shards', 'shards/0/labels.idx'])(
  'tells a device at %s why the data of its run cannot be divided',
  async (path) => {
    const partition = { partitioner: 'IidPartitioner', params: { numPartitions: 100_000 } };
    const { summary } = await coordinator.createRun({ partition });
    const url = `${coordinator.url}/api/runs/${summary.runId}/${path}`;
    const headers = { authorization: `Bearer ${coordinator.joinToken}` };
    const response = await fetch(url, { headers });
    expect(response.status).toBe(400);
    const refusal = await response.json();
    expect(refusal.code).toBe('invalid-config');
    expect(describeRejection(refusal)).toContain('examples are too few');
  },
);
