import { expect, it } from 'vitest';
import { createDividedData } from './divided-data.ts';

const division = {
  dataset: 'synthetic-digits',
  partition: { partitioner: 'NaturalIdPartitioner', params: {}, seed: 1 },
};

it('loads and divides a data set once', async () => {
  const data = createDividedData({ offline: true });
  const [first, second] = [await data.partitions(division), await data.partitions(division)];
  expect(first).toHaveLength(120);
  expect(second).toBe(first);
  expect(await data.examples('synthetic-digits')).toBe(await data.examples('synthetic-digits'));
});

it('asks again for what failed', async () => {
  const data = createDividedData({ dataDir: 'no/such/folder', offline: true });
  const asked = data.examples('mnist');
  await expect(asked).rejects.toThrow();
  const again = data.examples('mnist');
  expect(again).not.toBe(asked);
  await expect(again).rejects.toThrow();
});
