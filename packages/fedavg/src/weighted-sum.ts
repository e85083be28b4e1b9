import type { AdditiveAggregator } from './aggregator.ts';
import type { UpdateInfo } from './client-update.ts';
import {
  addToFixedPointSum,
  createFixedPointSum,
  type FixedPointSum,
  meanOfFixedPointSum,
} from './fixed-point.ts';

/** What makes one additive rule differ from another: its weights and its denominator. */
export interface WeightedSumRule {
  readonly name: string;
  weigh(info: UpdateInfo): number;
  /** What the denominator is made of; the sum of each over the updates is handed to `divisor`. */
  tally(info: UpdateInfo): readonly number[];
  /** What Σ w·δ is divided by; above 0. */
  divisor(totals: readonly number[]): number;
}

export interface WeightedSumState {
  readonly sum: FixedPointSum;
  /** One row per update. */
  readonly tallies: readonly (readonly number[])[];
}

/**
 * Σ w·δ / divisor, summed exactly in fixed point.
 * @throws {RangeError} from `finalize` without an update, or when nothing has any weight
 */
export const weightedSum = (rule: WeightedSumRule): AdditiveAggregator<WeightedSumState> => ({
  name: rule.name,
  additive: true,
  weigh: rule.weigh,
  init: ({ size, totalWeight }) => ({ sum: createFixedPointSum(size, totalWeight), tallies: [] }),
  accumulate: ({ sum, tallies }, updates) => {
    addToFixedPointSum(
      sum,
      updates.map((update) => ({ delta: update.delta, weight: rule.weigh(update) })),
    );
    return { sum, tallies: [...tallies, ...updates.map(rule.tally)] };
  },
  finalize: ({ sum, tallies }) => {
    if (tallies.length === 0) {
      throw new RangeError('There is nothing to average: finalize after at least one update.');
    }
    const divisor = rule.divisor(sumColumns(tallies));
    if (!(divisor > 0)) throw new RangeError('No update has any weight.');
    return meanOfFixedPointSum(sum, divisor);
  },
});

/** Sorted first, because floating-point sums depend on the order of their terms. */
const sumColumns = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, column) =>
    rows
      .map((row) => row[column] as number)
      .sort((a, b) => a - b)
      .reduce((sum, value) => sum + value, 0),
  );
