import { type Examples, examplesToIdx, selectExamples } from '@tributary/model-zoo';
import { expect, it } from 'vitest';
import { createDemoShards } from './demo-shards.ts';

const examples: Examples = {
  numExamples: 3,
  featureShape: [2, 2, 1],
  features: Uint8Array.from({ length: 12 }, (_, i) => i),
  labels: Int32Array.of(2, 0, 1),
};
const indices = Int32Array.of(2, 0);
const run = {
  config: {
    task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
    partition: { partitioner: 'NaturalIdPartitioner' },
  },
} as Parameters<ReturnType<typeof createDemoShards>['count']>[0];

it('knows the size of its largest shard', async () => {
  const shards = createDemoShards(
    { examples: async () => examples, partitions: async () => [indices.subarray(0, 1), indices] },
    { maxRecentShardBytes: 1_000 },
  );
  const { images, labels } = examplesToIdx(selectExamples(examples, indices));
  expect(await shards.largestBytes(run)).toBe(images.length + labels.length);
});

it('makes each half of a shard by itself, once, and both as they belong together', async () => {
  const shards = createDemoShards(
    { examples: async () => examples, partitions: async () => [indices] },
    { maxRecentShardBytes: 1_000 },
  );
  const images = await shards.part(run, { partition: 0, part: 'images' });
  const labels = await shards.part(run, { partition: 0, part: 'labels' });
  expect({ images, labels }).toEqual(examplesToIdx(selectExamples(examples, indices)));
  expect(await shards.part(run, { partition: 0, part: 'images' })).toBe(images);
  expect(await shards.part(run, { partition: 1, part: 'images' })).toBeNull();
});
