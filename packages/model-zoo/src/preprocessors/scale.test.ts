import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../model-input.ts';
import { examplesOf } from '../testing/examples-of.ts';
import { scale } from './scale.ts';

describe('scale', () => {
  it('brings declared ranges to 0 to 1, cuts, and leaves categories and gaps', () => {
    const input: ModelInput = {
      featureShape: [3],
      numClasses: 2,
      categories: [0, 4, 0],
      missing: true,
    };
    const rows = Float32Array.of(15, 4, Number.NaN, 5, 0, -3, 99, 2, 3);
    const params = { lows: [10, 0, -1], highs: [20, 1, 3] };
    const { features } = scale.apply(examplesOf([3], rows), params, { input, seed: 1 });
    expect([...features]).toEqual([0.5, 4, Number.NaN, 0, 0, 0, 1, 2, 1]);
    expect(scale.describe(input, params)).toEqual(input);
  });
});
