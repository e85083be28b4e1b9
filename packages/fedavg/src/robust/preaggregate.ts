import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import { clipAdaptively } from './adaptive-clipping.ts';
import { mixNearest } from './nearest-neighbour-mixing.ts';

/** A rule that changes all updates before an aggregator sees them. */
export interface PreaggregatorSpec {
  readonly name: 'NNM' | 'ARC';
  /** f: how many clients may be bad. */
  readonly numMalicious: number;
}

/** Nearest-neighbour mixing or adaptive robust clipping in front of an aggregator. */
export const preaggregate = (aggregator: Aggregator, spec: PreaggregatorSpec): RobustAggregator =>
  spec.name === 'NNM' ? mixNearest(aggregator, spec) : clipAdaptively(aggregator, spec);
