import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import { clipAdaptively } from './adaptive-clipping.ts';
import { mixNearest } from './nearest-neighbour-mixing.ts';

/** A rule that changes all updates before an aggregator sees them. */
export interface PreaggregatorSpec {
  readonly name: 'NNM' | 'ARC';
  /** f: how many clients may be bad. */
  readonly numMalicious: number;
}

/** How many updates a round needs for what a rule promises. */
export const leastUpdatesOf = (aggregator: Aggregator): number =>
  aggregator.additive ? 1 : (aggregator.leastUpdates ?? 1);

/** Nearest-neighbour mixing or adaptive robust clipping in front of an aggregator; both want most clients to be good. */
export const preaggregate = (aggregator: Aggregator, spec: PreaggregatorSpec): RobustAggregator => {
  const mix = spec.name === 'NNM' ? mixNearest : clipAdaptively;
  const leastUpdates = Math.max(2 * spec.numMalicious + 1, leastUpdatesOf(aggregator));
  return { ...mix(aggregator, spec), leastUpdates };
};
