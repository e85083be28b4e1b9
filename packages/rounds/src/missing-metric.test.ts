import { expect, it } from 'vitest';
import { missingMetric } from './missing-metric.ts';
import { testConfig } from './testing/random-run.ts';

it('is what the strategy counts updates by and a client does not say', () => {
  const fair = testConfig({ strategy: { name: 'QFedAvg', hyperparams: {} } });
  expect(missingMetric(fair, {})).toBe('lossBefore');
  expect(missingMetric(fair, { lossBefore: 0 })).toBeUndefined();
  expect(missingMetric(testConfig(), {})).toBeUndefined();
});
