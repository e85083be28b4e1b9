import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import { createRegistry } from '../registry.ts';
import { clipAdaptively } from './adaptive-clipping.ts';
import { mixNearest } from './nearest-neighbour-mixing.ts';

/** A rule that changes all updates before an aggregator sees them, as data: what the docs know of it. */
export interface PreaggregatorRule {
  readonly name: 'NNM' | 'ARC';
  /** One sentence. */
  readonly summary: string;
  /** Authors, year, title. */
  readonly paper: string;
  /** In one line of plain text. */
  readonly formula: string;
  /** Time and memory, for n updates of d weights, beside those of the aggregator behind it. */
  readonly cost: string;
  /** @param settings `numMalicious` is f: how many clients may be bad */
  putBefore(aggregator: Aggregator, settings: { readonly numMalicious: number }): RobustAggregator;
}

/** All there are; the field's names. */
export const preaggregators = createRegistry<PreaggregatorRule>('preaggregator', [
  {
    name: 'NNM',
    summary: 'Nearest-neighbour mixing: replaces every update by the mean of those closest to it.',
    paper:
      'Allouah et al. 2023, Fixing by Mixing: A Recipe for Optimal Byzantine ML under Heterogeneity',
    formula:
      'yᵢ = mean of the n − f updates δₖ with the least ‖δᵢ − δₖ‖, δᵢ among them; f = numMalicious',
    cost: 'O(d·n²) time, and O(n³) for the inner products of the mixes; up to two blocks of every update in memory',
    putBefore: mixNearest,
  },
  {
    name: 'ARC',
    summary: 'Adaptive robust clipping: cuts the longest updates to the length of the next one.',
    paper: 'Allouah et al. 2025, Adaptive Gradient Clipping for Robust Federated Learning',
    formula:
      'yᵢ = δᵢ·min(1, C / ‖δᵢ‖), C the norm that comes after the ⌊2·f·(n − f) / n⌋ largest; f = numMalicious',
    cost: 'O(d·n²) time, and O(n³) for the inner products of what is cut; up to two blocks of every update in memory',
    putBefore: clipAdaptively,
  },
]);
