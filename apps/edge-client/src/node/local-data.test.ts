import { describe, expect, it } from 'vitest';
import { createLocalData } from './local-data.ts';

const need = {
  runId: 'run-one',
  task: { dataset: 'synthetic-digits', model: 'mlp-2nn', preprocessing: [] },
  partition: { partitioner: 'NaturalIdPartitioner', params: {}, seed: 1 },
};

describe('createLocalData', () => {
  it('deals every writer to exactly one client', async () => {
    const dataFor = createLocalData('.');
    const shares = await Promise.all([0, 1, 2].map((client) => dataFor({ client, of: 3 })(need)));
    const writers = shares.map(({ naturalIds }) => [...new Set(naturalIds)]);
    expect(new Set(writers.flat()).size).toBe(writers.flat().length);
    expect(shares.reduce((sum, { numExamples }) => sum + numExamples, 0)).toBe(12_000);
  });

  it('says when there are fewer partitions than clients', async () => {
    const partition = { partitioner: 'IidPartitioner', params: { numPartitions: 2 }, seed: 1 };
    const provider = createLocalData('.')({ client: 2, of: 3 });
    await expect(provider({ ...need, partition })).rejects.toThrow('too few for 3 clients');
  });
});
