import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PartitionPreview, PartitionPreviewRequest } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tributary-no-data-'));
  coordinator = await startTestCoordinator({ dataDir });
});
afterAll(async () => {
  await coordinator.destroy();
  await rm(dataDir, { recursive: true });
});

const preview = (
  partitioner: string,
  params: Record<string, unknown> = {},
  dataset = 'synthetic-digits',
): Promise<PartitionPreview> => {
  const request: PartitionPreviewRequest = {
    dataset,
    partition: { partitioner, params, seed: 1 },
  };
  return coordinator.admin('POST', '/api/partition-preview', request);
};
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('the preview of a partition', () => {
  it('counts the classes of every client', async () => {
    const answer = await preview('PathologicalPartitioner', { numPartitions: 20 });
    expect(answer).toMatchObject({ kind: 'classes', groups: expect.arrayContaining(['0', '9']) });
    expect(answer.counts).toHaveLength(20);
    for (const counts of answer.counts) {
      expect(counts.filter((count) => count > 0)).toHaveLength(2);
    }
    expect(answer.summary.groupsPerPartition).toEqual({ min: 2, median: 2, max: 2 });
    expect(sum(answer.counts.map(sum))).toBe(answer.summary.numUsed);
  });

  it('shows the first 200 of many, and sums up all of them', async () => {
    const { counts, summary, numExamples } = await preview('IidPartitioner', {
      numPartitions: 250,
    });
    expect(counts).toHaveLength(200);
    expect(summary).toMatchObject({ numPartitions: 250, numUsed: numExamples });
  });

  it('is what a run with these settings gives its clients', async () => {
    const partition = { partitioner: 'DirichletPartitioner', params: { numPartitions: 7 } };
    const { counts } = await preview(partition.partitioner, partition.params);
    const { summary } = await coordinator.createRun({ partition });
    const shard = (part: number) =>
      fetch(`${coordinator.url}/api/runs/${summary.runId}/shards/${part}/labels.idx`, {
        headers: { authorization: `Bearer ${coordinator.joinToken}` },
      }).then((response) => response.arrayBuffer());
    const labels = new Uint8Array(await shard(3)).subarray(8);
    expect(labels).toHaveLength(sum(counts[3] ?? []));
    expect(counts[3]?.[4]).toBe(labels.filter((label) => label === 4).length);
  });

  it.each<[string, Parameters<typeof preview>, RegExp]>([
    ['a data set that is not there', ['IidPartitioner', {}, 'cats'], /no .*cats.*choose one of/],
    ['a partitioner that is not there', ['MagicPartitioner'], /MagicPartitioner.*choose one of/],
    ['columns', ['VerticalEvenPartitioner'], /divides columns.*choose one of/],
    ['a wrong parameter', ['IidPartitioner', { numPartitions: 0 }], /partition.params: numPart/],
    ['a parameter that is none', ['NaturalIdPartitioner', { alpha: 1 }], /alpha/],
    ['too many clients', ['IidPartitioner', { numPartitions: 90_000 }], /too few.*Make fewer/],
    ['data that is not on this machine', ['IidPartitioner', {}, 'mnist'], /TRIBUTARY_DATA_DIR/],
  ])('refuses %s with a sentence that says what to do', async (_, asked, sentence) => {
    const attempt = preview(...asked);
    await expect(attempt).rejects.toThrow(/invalid-config/);
    await expect(attempt).rejects.toThrow(sentence);
  });

  it('is for admins', async () => {
    const response = await fetch(`${coordinator.url}/api/partition-preview`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${coordinator.joinToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        dataset: 'synthetic-digits',
        partition: { partitioner: 'IidPartitioner' },
      }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'not-signed-in' });
  });
});
