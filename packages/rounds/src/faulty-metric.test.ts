import { expect, it } from 'vitest';
import { faultyMetric } from './faulty-metric.ts';
import { testConfig } from './testing/random-run.ts';

const numExamples = 95;

it('is what the strategy counts updates by and a client does not say', () => {
  const fair = testConfig({ strategy: { name: 'QFedAvg', hyperparams: {} } });
  expect(faultyMetric(fair, { numExamples, metrics: { steps: 1 } })).toContain('lossBefore');
  const told = { numExamples, metrics: { steps: 1, lossBefore: 0 } };
  expect(faultyMetric(fair, told)).toBeUndefined();
  expect(faultyMetric(testConfig(), { numExamples, metrics: { steps: 1e9 } })).toBeUndefined();
});

it('is more steps than the examples make, where steps count', () => {
  const nova = testConfig({ strategy: { name: 'FedNova', hyperparams: {} } });
  // One epoch of batches of 10.
  expect(faultyMetric(nova, { numExamples, metrics: { steps: 10 } })).toBeUndefined();
  expect(faultyMetric(nova, { numExamples, metrics: { steps: 11 } })).toContain('at most 10 steps');
});
