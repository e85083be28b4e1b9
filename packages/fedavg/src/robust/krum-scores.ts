import { z } from 'zod';
import { type Gram, squaredDistance } from './gram.ts';
import { rankRows } from './nearest.ts';

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
const neighbourCount = (
  variant: KrumVariant,
  { count, numMalicious }: { readonly count: number; readonly numMalicious: number },
): number => Math.max(1, count - numMalicious - (variant === 'byzfl' ? 1 : 2));

/**
 * Each candidate's sum of squared distances to its `neighbours` nearest other candidates (Blanchard et
 * al. 2017, "Machine Learning with Adversaries", section 4).
 * @returns one score per candidate, in their order
 */
const krumScores = (gram: Gram, candidates: readonly number[], neighbours: number): Float64Array =>
  Float64Array.from(candidates, (row) => {
    const others = candidates.filter((other) => other !== row);
    const distances = Float64Array.from(others, (other) => squaredDistance(gram, row, other));
    return distances
      .sort()
      .subarray(0, neighbours)
      .reduce((sum, distance) => sum + distance, 0);
  });

/** Candidates from the best score to the worst. */
export const rankByKrum = (
  gram: Gram,
  candidates: readonly number[],
  { variant, numMalicious }: { readonly variant: KrumVariant; readonly numMalicious: number },
): number[] => {
  const neighbours = neighbourCount(variant, { count: candidates.length, numMalicious });
  return rankRows(gram, candidates, krumScores(gram, candidates, neighbours));
};
