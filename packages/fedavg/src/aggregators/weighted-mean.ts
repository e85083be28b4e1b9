import { z } from 'zod';
import type { Aggregator } from '../aggregator.ts';
import {
  addToFixedPointSum,
  createFixedPointSum,
  type FixedPointSum,
  meanOfFixedPointSum,
} from '../fixed-point.ts';

/** How much each client counts: Flower's `weighted_by_key`. */
export const weightedBySchema = z.enum(['num-examples', 'uniform']).default('num-examples').meta({
  title: 'Weighted by',
  description: 'Whether a client counts by the number of its examples, or every client the same.',
});
export type WeightedBy = z.output<typeof weightedBySchema>;

export interface WeightedMeanState {
  readonly sum: FixedPointSum;
  readonly totalWeight: number;
}

/**
 * The weighted mean Σ nₖ·δₖ / Σ nₖ (McMahan et al. 2017, "Communication-Efficient Learning of Deep
 * Networks from Decentralized Data", Algorithm 1), summed exactly in fixed point.
 * @throws {RangeError} when finalized without an update.
 */
export const weightedMean = (weightedBy: WeightedBy): Aggregator<WeightedMeanState> => ({
  name: 'weighted-mean',
  additive: true,
  init: ({ size, totalExamples, maxUpdates }) => ({
    sum: createFixedPointSum(size, weightedBy === 'uniform' ? maxUpdates : totalExamples),
    totalWeight: 0,
  }),
  accumulate: ({ sum, totalWeight }, { delta, numExamples }) => {
    const weight = weightedBy === 'uniform' ? 1 : numExamples;
    addToFixedPointSum(sum, delta, weight);
    return { sum, totalWeight: totalWeight + weight };
  },
  finalize: ({ sum, totalWeight }) => {
    if (totalWeight === 0) {
      throw new RangeError('There is nothing to average: finalize after at least one update.');
    }
    return meanOfFixedPointSum(sum, totalWeight);
  },
});
