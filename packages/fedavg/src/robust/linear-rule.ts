import type { RobustAggregator } from '../aggregator.ts';
import type { UpdateBlocks } from '../update-blocks.ts';
import { combineRows } from './combine-rows.ts';
import { type Gram, gramOf } from './gram.ts';
import { requireUpdates } from './require-updates.ts';

/**
 * A rule whose result is Σ cᵢ·xᵢ, with coefficients that follow from the inner products of the rows
 * alone: two passes over the updates, and in between only n × n numbers.
 * @param coefficients one per client; or one more, for the root
 * @param leastUpdates what its guarantee asks for
 */
export const linearRule = (
  name: string,
  coefficients: (gram: Gram, updates: Pick<UpdateBlocks, 'infos' | 'hasRoot'>) => Float64Array,
  leastUpdates = 1,
): RobustAggregator => ({
  name,
  additive: false,
  leastUpdates,
  aggregate: (updates) => {
    requireUpdates(updates);
    return combineRows(updates, coefficients(gramOf(updates), updates));
  },
});

/** Coefficients of the plain mean of some of `count` rows. */
export const meanOf = (chosen: readonly number[], count: number): Float64Array => {
  const coefficients = new Float64Array(count);
  for (const row of chosen) coefficients[row] = 1 / chosen.length;
  return coefficients;
};
