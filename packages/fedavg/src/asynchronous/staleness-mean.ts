import type { AdditiveAggregator } from '../aggregator.ts';
import { requireScalar, type UpdateInfo } from '../client-update.ts';
import { weightedSum } from '../weighted-sum.ts';
import { type StalenessRule, stalenessWeight } from './staleness.ts';

/**
 * (1/K)·Σ s(τₖ)·δₖ over the K updates of a buffer (Nguyen et al. 2022, "Federated Learning with Buffered
 * Asynchronous Aggregation", algorithm 1 with the scaling of section 5). The divisor is the number of
 * updates and not Σ s, so that a buffer full of late updates moves the model less.
 */
export const createStalenessMean = (rule: StalenessRule): AdditiveAggregator =>
  weightedSum({
    name: 'StalenessMean',
    weigh: (info) => stalenessWeight(requireScalar(info, 'staleness'), rule),
    tally: () => [1],
    divisor: ([count = 0]) => count,
  });

/** s(τₖ): the plain mean of updates multiplied by these is the same. */
export const stalenessFactors =
  (rule: StalenessRule) =>
  (infos: readonly UpdateInfo[]): Float64Array =>
    Float64Array.from(infos, (info) => stalenessWeight(requireScalar(info, 'staleness'), rule));
