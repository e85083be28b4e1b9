import { blocksOf, denseDelta } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { findLongOnes, findOpposed } from './find-outliers.ts';

const blocks = (...rows: number[][]) =>
  blocksOf(rows.map((row) => ({ delta: denseDelta(Float32Array.from(row)), numExamples: 1 })));

describe('screening by length', () => {
  const updates = [1, 2, 3, 50].map((norm, index) => ({ digest: `sha256:${index}`, norm }));

  it('finds what is much longer than the median', () => {
    // The median of 1, 2, 3 and 50 is 2.5.
    expect(findLongOnes(updates, { maxNormRatio: 19 })).toEqual([
      { digest: 'sha256:3', code: 'outlier' },
    ]);
    expect(findLongOnes(updates, { maxNormRatio: 20 })).toEqual([]);
  });

  it('finds nothing where it is off', () => {
    expect(findLongOnes(updates, { maxNormRatio: null })).toEqual([]);
  });
});

describe('screening by direction', () => {
  it('finds who points away from the sum of the others', () => {
    expect(findOpposed(blocks([1, 0], [1, 0.5], [0.9, -0.2], [-1, 0]), 0)).toEqual([3]);
  });

  it('gives every update one voice, however long it is', () => {
    expect(findOpposed(blocks([1, 0], [1, 0.1], [1, -0.1], [-100, 0]), 0)).toEqual([3]);
    // The third is at a right angle to the others, which agree with what is left by 1/√2.
    const updates = blocks([1, 0], [100, 0], [0, 1]);
    expect(findOpposed(updates, 0.01)).toEqual([2]);
    expect(findOpposed(updates, 0)).toEqual([]);
  });

  it('leaves updates of zeros alone, and two that contradict each other', () => {
    expect(findOpposed(blocks([1, 0], [0, 0], [1, 1]), 0.1)).toEqual([]);
    expect(findOpposed(blocks([1, 0], [-1, 0]), 0)).toEqual([]);
  });
});
