import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aggregateUpdates, totalWeightOf } from '../aggregate-updates.ts';
import type { AdditiveAggregator, AggregatorRule } from '../aggregator.ts';
import { type ClientUpdate, MAX_ABS_DELTA } from '../client-update.ts';
import { BLOCK_LENGTH, readWhole } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { robustLaws } from './robust-laws.ts';
import { someUpdates, updateOf } from './some-updates.ts';

/** More than a block, and no multiple of a vector register's width. */
const SIZE = BLOCK_LENGTH + 257;

/** What every aggregator must do. */
export const aggregatorLaws = (rule: AggregatorRule): void => {
  describe(`${rule.name} obeys the aggregator laws`, () => {
    const aggregator = rule.build(rule.params.parse({}));
    const root = rule.needs.includes('root') ? { root: true } : {};
    /** A server that learnt what the clients learnt on average. */
    const rootOf = (updates: readonly ClientUpdate[]) =>
      'root' in root ? updates[0]?.delta : undefined;
    const fold = (updates: readonly ClientUpdate[]) =>
      aggregateUpdates(aggregator, updates, rootOf(updates));

    it('says of itself what it builds, and has a default and words for every parameter', () => {
      expect(aggregator.additive).toBe(rule.additive);
      const schema = z.toJSONSchema(rule.params, { io: 'input' });
      for (const property of Object.values(schema.properties ?? {})) {
        expect(property).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
          default: expect.anything(),
        });
      }
    });

    it('gives a single client its own delta back', () => {
      const [longer] = someUpdates(1, SIZE, 1);
      if (longer === undefined) throw new Error('no update');
      // Short enough for rules that clip.
      const only = updateOf(readWhole(longer.delta).map((value) => value / 64));
      const result = fold([only]);
      // The grid of the exact sum is finer than float32 for all but the tiniest values.
      readWhole(only.delta).forEach((value, index) => {
        const error = Math.abs((result[index] as number) - value);
        if (error > Math.abs(value) * 2 ** -22 + 1e-12) expect(result[index]).toBe(value);
      });
    });

    it('does not depend on the order of the updates', () => {
      const updates = someUpdates(23, SIZE, 2);
      const forwards = fold(updates);
      const [first, ...others] = updates as [ClientUpdate, ...ClientUpdate[]];
      // The root delta is the first update's, so that one stays where it is.
      const shuffled = fold([first, ...createRandom(3).shuffle(others)]);
      if (rule.additive) expect(shuffled).toEqual(forwards);
      else expect(distance(shuffled, forwards)).toBeLessThanOrEqual(1e-6 * (1 + norm(forwards)));
    });

    it('leaves the updates as they were', () => {
      const updates = someUpdates(5, SIZE, 4);
      const copies = updates.map(({ delta }) => readWhole(delta));
      fold(updates);
      updates.forEach(({ delta }, row) => {
        const copy = copies[row] as Float32Array;
        expect(readWhole(delta).every((value, j) => Object.is(value, copy[j]))).toBe(true);
      });
    });

    it('gives the same again', () => {
      const updates = someUpdates(9, SIZE, 6);
      expect(fold(updates)).toEqual(fold(updates));
    });

    it('stays within the bounds of the updates, however large they are', () => {
      const updates = [1, -1, 1].map((sign) =>
        updateOf(new Float32Array(SIZE).fill(sign * MAX_ABS_DELTA), { numExamples: 10_000_000 }),
      );
      for (const value of fold(updates)) {
        if (!(Math.abs(value) <= MAX_ABS_DELTA * (1 + 1e-6))) {
          expect(Math.abs(value)).toBeLessThanOrEqual(MAX_ABS_DELTA);
        }
      }
    });

    if (aggregator.additive) additiveLaws(aggregator);
    else robustLaws(rule);
  });
};

/** What those must do besides that are folded as the updates come. */
const additiveLaws = (aggregator: AdditiveAggregator): void => {
  it('survives serialisation in the middle of a round, and does not care how updates are grouped', () => {
    const updates = someUpdates(7, SIZE, 5);
    let state = aggregator.init({ size: SIZE, totalWeight: totalWeightOf(aggregator, updates) });
    for (const group of [updates.slice(0, 2), updates.slice(2, 3), updates.slice(3)]) {
      state = structuredClone(aggregator.accumulate(structuredClone(state), group));
    }
    expect(aggregator.finalize(state)).toEqual(aggregateUpdates(aggregator, updates));
  });

  it('gives every update a finite weight of at least 0', () => {
    for (const { delta: _delta, ...info } of someUpdates(20, 1, 7)) {
      expect(aggregator.weigh(info)).toBeGreaterThanOrEqual(0);
      expect(aggregator.weigh(info)).toBeLessThan(Number.POSITIVE_INFINITY);
    }
  });
};

const norm = (values: Float32Array): number => Math.hypot(...values);

const distance = (a: Float32Array, b: Float32Array): number =>
  norm(a.map((value, index) => value - (b[index] as number)));
