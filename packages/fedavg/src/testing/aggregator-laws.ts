import { describe, expect, it } from 'vitest';
import type { Aggregator } from '../aggregator.ts';
import { type ClientUpdate, MAX_ABS_DELTA } from '../client-update.ts';
import { createRandom } from '../random.ts';

const SIZE = 257;

/** Updates of different sizes whose values reach from the subnormal to the largest allowed. */
const someUpdates = (count: number, seed: number): ClientUpdate[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    delta: Float32Array.from(
      { length: SIZE },
      () => random.normal() * 10 ** (random.integer(12) - 11),
    ),
    numExamples: 1 + random.integer(5000),
  }));
};

const fold = <State>(
  aggregator: Aggregator<State>,
  updates: readonly ClientUpdate[],
  between: (state: State) => State = (state) => state,
): Float32Array => {
  const totalExamples = updates.reduce((sum, { numExamples }) => sum + numExamples, 0);
  let state = aggregator.init({ size: SIZE, totalExamples, maxUpdates: updates.length });
  for (const update of updates) state = aggregator.accumulate(between(state), update);
  return aggregator.finalize(between(state));
};

/** What every aggregator must do; one call in its test file. */
export const aggregatorLaws = <State>(aggregator: Aggregator<State>): void => {
  describe(`${aggregator.name} obeys the aggregator laws`, () => {
    it('gives a single client its own delta back', () => {
      const [only] = someUpdates(1, 1);
      if (only === undefined) throw new Error('no update');
      // The grid of the exact sum is finer than float32 for all but the tiniest values.
      const result = fold(aggregator, [only]);
      only.delta.forEach((value, index) => {
        expect(Math.abs((result[index] as number) - value)).toBeLessThanOrEqual(
          Math.abs(value) * 2 ** -24 + 1e-13,
        );
      });
    });

    it('does not depend on the order of arrival, to the last bit', () => {
      const updates = someUpdates(23, 2);
      const forwards = fold(aggregator, updates);
      const shuffled = createRandom(3).shuffle([...updates]);
      expect(fold(aggregator, shuffled)).toEqual(forwards);
    });

    it('leaves the updates as they were', () => {
      const updates = someUpdates(5, 4);
      const copies = structuredClone(updates);
      fold(aggregator, updates);
      expect(updates).toEqual(copies);
    });

    it('survives serialisation in the middle of a round', () => {
      const updates = someUpdates(7, 5);
      expect(fold(aggregator, updates, structuredClone)).toEqual(fold(aggregator, updates));
    });

    it('stays within the bounds of the updates, however large they are', () => {
      const updates = [1, -1, 1].map((sign) => ({
        delta: new Float32Array(SIZE).fill(sign * MAX_ABS_DELTA),
        numExamples: 10_000_000,
      }));
      for (const value of fold(aggregator, updates)) {
        expect(Math.abs(value)).toBeLessThanOrEqual(MAX_ABS_DELTA);
      }
    });
  });
};
