import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { fillMissing } from './fill-missing.ts';

describe('fill-missing', () => {
  it('puts each column’s number into its gaps, and into nothing else', () => {
    const input = { featureShape: [3], numClasses: 2, categories: [0, 0, 2], missing: true };
    const rows = Float32Array.of(Number.NaN, 4, 0, 5, Number.NaN, 2);
    const params = { values: [7, -1, 9] };
    const { features } = fillMissing.apply(examplesOf([3], rows), params, { input, seed: 1 });
    expect([...features]).toEqual([7, 4, 0, 5, -1, 2]);
    expect(fillMissing.describe(input, params)).toEqual({
      featureShape: [3],
      numClasses: 2,
      categories: [0, 0, 2],
    });
  });
});
