import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { denseDelta } from '../delta-reader.ts';
import { createWeightedMean } from './weighted-mean.ts';

const mean = (
  weightedBy: 'num-examples' | 'uniform',
  updates: readonly (readonly [delta: readonly number[], numExamples: number])[],
): number[] => [
  ...aggregateUpdates(
    createWeightedMean(weightedBy),
    updates.map(([delta, numExamples]) => ({
      delta: denseDelta(Float32Array.from(delta)),
      numExamples,
    })),
  ),
];

describe('weightedMean', () => {
  it('counts every client by its examples: 99 at 0 and 1 at 1 give 0.01', () => {
    expect(
      mean('num-examples', [
        [[0], 99],
        [[1], 1],
      ])[0],
    ).toBeCloseTo(0.01, 9);
  });

  it('counts every client the same when told so', () => {
    expect(
      mean('uniform', [
        [[0], 99],
        [[1], 1],
      ]),
    ).toEqual([0.5]);
  });

  it("gives NVFlare's published mean (golden vector AVG)", () => {
    const values = mean('num-examples', [
      [[2, 3, 1.1, 0.1], 2],
      [[1, 1, 2.1, 0.5], 4],
    ]);
    [1.3333333333333333, 1.6666666666666667, 1.7666666666666666, 0.3666666666666667].forEach(
      (expected, index) => {
        expect(values[index]).toBeCloseTo(expected, 6);
      },
    );
  });

  it('has nothing to say without an update', () => {
    const aggregator = createWeightedMean('num-examples');
    expect(() => aggregator.finalize(aggregator.init({ size: 1, totalWeight: 1 }))).toThrow(
      /at least one update/,
    );
  });
});
