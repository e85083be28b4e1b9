import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { standardise } from './standardise.ts';

const input = { featureShape: [4], numClasses: 2, categories: [0, 3, 0, 0], missing: true };

describe('standardise', () => {
  it('divides by the deviation, makes the mean of a gap, and leaves categories', () => {
    const rows = Float32Array.of(5, 3, 7, 1, Number.NaN, 0, 9, Number.NaN);
    const params = { means: [1, 100, 7, 1], deviations: [2, 100, 0, 4] };
    const { features } = standardise.apply(examplesOf([4], rows), params, { input, seed: 1 });
    expect([...features]).toEqual([2, 3, 0, 0, 0, 0, 2, 0]);
    expect(standardise.describe(input, params)).not.toHaveProperty('missing');
  });

  it('knows no negative deviation', () => {
    expect(standardise.params.safeParse({ deviations: [1, -1] }).success).toBe(false);
  });
});
