import { z } from 'zod';
import { type Gram, squaredDistance } from './gram.ts';

export const krumVariantSchema = z.enum(['paper', 'flower', 'byzfl']).default('paper').meta({
  title: 'Neighbours counted',
  description:
    'How many of its nearest others an update is judged by: n − f − 2 as in the paper and in Flower, or n − f − 1 as in ByzFL.',
});
export type KrumVariant = z.output<typeof krumVariantSchema>;

/**
 * How many neighbours an update is judged by. Blanchard et al. define it for n ≥ 2f + 3 only; with
 * fewer updates it is never below 1, which is Flower's `max(1, n − f − 2)`, so that a round with few
 * survivors still ends. The paper and Flower agree wherever both are defined.
 */
export const neighbourCount = (
  variant: KrumVariant,
  { count, numMalicious }: { readonly count: number; readonly numMalicious: number },
): number => Math.max(1, count - numMalicious - (variant === 'byzfl' ? 1 : 2));

/**
 * Each candidate's sum of squared distances to its `neighbours` nearest other candidates (Blanchard et
 * al. 2017, "Machine Learning with Adversaries", section 4).
 * @returns one score per candidate, in their order
 */
export const krumScores = (
  gram: Gram,
  candidates: readonly number[],
  neighbours: number,
): Float64Array =>
  Float64Array.from(candidates, (row) => {
    const others = candidates.filter((other) => other !== row);
    const distances = Float64Array.from(others, (other) => squaredDistance(gram, row, other));
    return distances
      .sort()
      .subarray(0, neighbours)
      .reduce((sum, distance) => sum + distance, 0);
  });
