import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets, examplesFromIdx } from '@tributary/model-zoo';
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

const iid = { partitioner: 'IidPartitioner', params: { numPartitions: 20 }, seed: 1 };
const ask = (path: string, query: Record<string, string>, token?: string) =>
  fetch(`${coordinator.url}/api/datasets/${path}?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${token ?? coordinator.adminToken}` },
  });
const bytesOf = async (answer: Promise<Response>) =>
  new Uint8Array(await (await answer).arrayBuffer());

describe('a sample of demo data', () => {
  const partition = JSON.stringify(iid);

  it('has a few examples from all over a shard, before there is any run', async () => {
    const shards = await ask('synthetic-digits/shards', { partition });
    expect(await shards.json()).toEqual({ numPartitions: 20 });
    const query = { partition, atMost: '30' };
    const [images, labels] = await Promise.all(
      ['images', 'labels'].map((part) =>
        bytesOf(ask(`synthetic-digits/shards/3/${part}.idx`, query)),
      ),
    );
    const files = { images: images as Uint8Array, labels: labels as Uint8Array };
    const examples = examplesFromIdx(files, {
      ...{ images: 'images.idx', labels: 'labels.idx' },
      ...datasets.get('synthetic-digits'),
    });
    expect(examples.numExamples).toBe(30);
    expect(new Set(examples.labels).size).toBeGreaterThan(5);
  });

  it.each([
    ['no-such-data/shards', { partition }, /synthetic-digits/],
    ['synthetic-digits/shards', { partition: '{' }, /no JSON/],
    ['synthetic-digits/shards/20/labels.idx', { partition }, /no such shard/],
    ['adult/shards', { partition }, /adult/i],
    [
      'synthetic-digits/shards',
      { partition: JSON.stringify({ ...iid, params: { numPartitions: 90_000 } }) },
      /too few/,
    ],
  ])('says why %s cannot be had', async (path, query, reason) => {
    const answer = await ask(path, query);
    expect([400, 404]).toContain(answer.status);
    expect(JSON.stringify(await answer.json())).toMatch(reason);
  });

  it('is for admins only', async () => {
    const answer = await ask('synthetic-digits/shards', { partition }, coordinator.joinToken);
    expect(answer.status).toBe(401);
  });
});
