import { z } from 'zod';
import { type AdditiveAggregator, defineAggregator } from '../aggregator.ts';
import { type WeightedBy, weightedBySchema, weightOf } from '../weighted-by.ts';
import { type WeightedSumState, weightedSum } from '../weighted-sum.ts';

/**
 * The weighted mean Σ nₖ·δₖ / Σ nₖ (McMahan et al. 2017, "Communication-Efficient Learning of Deep
 * Networks from Decentralized Data", Algorithm 1), summed exactly in fixed point.
 * @throws {RangeError} when finalized without an update.
 */
export const createWeightedMean = (weightedBy: WeightedBy): AdditiveAggregator<WeightedSumState> =>
  weightedSum({
    name: 'WeightedMean',
    weigh: (info) => weightOf(info, weightedBy),
    tally: (info) => [weightOf(info, weightedBy)],
    divisor: ([total = 0]) => total,
  });

export const weightedMean = defineAggregator({
  name: 'WeightedMean',
  summary: 'The mean of all updates, each counted by its examples or all the same.',
  paper:
    'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks from Decentralized Data',
  formula: 'Δ = Σ nₖ·δₖ / Σ nₖ',
  cost: 'O(n·d) time; memory does not grow with n',
  additive: true,
  needs: [],
  params: z.object({ weightedBy: weightedBySchema }),
  build: ({ weightedBy }) => createWeightedMean(weightedBy),
});
