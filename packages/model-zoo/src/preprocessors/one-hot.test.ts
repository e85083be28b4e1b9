import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { oneHot } from './one-hot.ts';

const input = { featureShape: [4], numClasses: 2, categories: [3, 0, 1, 0], missing: true };

describe('one-hot', () => {
  it('puts 1 for the category, and zeros alone for one that is missing or unknown', () => {
    const rows = Float32Array.of(2, 0.5, 1, Number.NaN, 0, 7, 0, 8, 4, 9, 2, 10);
    const { features, featureShape } = oneHot.apply(examplesOf([4], rows), {}, { input, seed: 1 });
    expect(featureShape).toEqual([6]);
    expect([...features]).toEqual([
      ...[0, 1, 0, 0.5, 1, Number.NaN],
      ...[0, 0, 0, 7, 0, 8],
      ...[0, 0, 0, 9, 0, 10],
    ]);
  });

  it('leaves numbers alone behind, which may be missing still', () => {
    expect(oneHot.describe(input, {})).toEqual({
      featureShape: [6],
      numClasses: 2,
      missing: true,
    });
  });
});
