import { describe, expect, it } from 'vitest';
import { runConfigSchema } from './run-config.ts';

const minimal = {
  name: 'Digits',
  task: { dataset: 'mnist', model: 'mlp-2nn' },
  partition: { partitioner: 'IidPartitioner' },
};

describe('a run config', () => {
  it('needs only a name, a task and a partition; the rest has defaults', () => {
    expect(runConfigSchema.parse(minimal)).toMatchObject({
      strategy: { name: 'FedAvg', hyperparams: {} },
      clientWork: { epochs: 1, batchSize: 10 },
      rounds: 10,
      cohort: { fractionTrain: 1, minClients: 2 },
    });
  });

  it('is the same after a second parse', () => {
    const once = runConfigSchema.parse(minimal);
    expect(runConfigSchema.parse(once)).toEqual(once);
  });

  it.each([
    ['no rounds', { rounds: 0 }],
    ['a quorum above one', { reporting: { quorum: 1.1 } }],
    ['nobody', { cohort: { minClients: 0 } }],
    ['a negative rate', { clientWork: { learningRate: -1 } }],
    ['an empty name', { name: '' }],
  ])('refuses %s', (_, change) => {
    expect(runConfigSchema.safeParse({ ...minimal, ...change }).success).toBe(false);
  });
});
