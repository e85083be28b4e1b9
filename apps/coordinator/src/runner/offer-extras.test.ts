import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { offerExtras } from './offer-extras.ts';

const task = { dataset: 'synthetic-digits', model: 'logistic-regression' };
const partition = { partitioner: 'IidPartitioner' };
const config = (changes = {}) =>
  runConfigSchema.parse({ name: 'Digits', task, partition, ...changes });

describe('what an offer says beside the usual', () => {
  it('is nothing where no privacy is promised and nothing adapted', () => {
    expect(offerExtras(config(), undefined)).toEqual({});
  });

  it('is the budget and what is spent of it', () => {
    const privacy = { mode: 'local', epsilonBudget: 4, delta: 1e-6 };
    const budget = { budget: 4, delta: 1e-6 };
    expect(offerExtras(config({ privacy }), undefined).privacy).toEqual({ epsilon: 0, ...budget });
    expect(offerExtras(config({ privacy }), 1.5).privacy).toEqual({ epsilon: 1.5, ...budget });
    expect(offerExtras(config({ privacy }), null).privacy).toEqual({ epsilon: null, ...budget });
  });

  it('is the size of the model that adapters are put on', () => {
    const base = `sha256:${'0'.repeat(64)}`;
    const adapter = { rank: 2, alpha: 4, targets: ['dense'], base };
    const { baseBytes = 0 } = offerExtras(config({ task: { ...task, adapter } }), undefined);
    // 784 × 10 weights and 10 biases of 4 bytes, and a header.
    expect(baseBytes).toBeGreaterThan(4 * 7850);
    expect(baseBytes).toBeLessThan(4 * 7850 + 1000);
  });
});
