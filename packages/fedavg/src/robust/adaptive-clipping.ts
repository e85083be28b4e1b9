import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import { type Gram, squaredNorm } from './gram.ts';
import { mixBefore } from './mix-rows.ts';

/**
 * Adaptive robust clipping in front of an aggregator (Allouah et al. 2025, "Adaptive Gradient Clipping
 * for Robust Federated Learning", ARC): the ⌊2·f·(n − f) / n⌋ longest updates are cut to the length
 * of the next one.
 */
export const clipAdaptively = (
  aggregator: Aggregator,
  { numMalicious }: { readonly numMalicious: number },
): RobustAggregator =>
  mixBefore('ARC', aggregator, (gram, clients) =>
    diagonal(clipFactors(gram, clients, adaptiveClipNorm(gram, clients, numMalicious))),
  );

/** The norm that ARC cuts to. @param clients n */
export const adaptiveClipNorm = (gram: Gram, clients: number, numMalicious: number): number => {
  const norms = Float64Array.from({ length: clients }, (_, row) =>
    Math.sqrt(squaredNorm(gram, row)),
  ).sort();
  const cut = Math.floor((2 * numMalicious * (clients - numMalicious)) / clients);
  return norms[clients - 1 - Math.max(0, Math.min(cut, clients - 1))] as number;
};

/** min(1, C / ‖xᵢ‖) of every client's row. */
export const clipFactors = (gram: Gram, clients: number, clipNorm: number): Float64Array =>
  Float64Array.from({ length: clients }, (_, row) =>
    clipFactor(Math.sqrt(squaredNorm(gram, row)), clipNorm),
  );

/** What shortens a vector to at most C: min(1, C / norm). 0 for a norm that is infinite or NaN. */
export const clipFactor = (norm: number, clipNorm: number): number => {
  if (norm <= clipNorm) return 1;
  return Number.isFinite(norm) ? clipNorm / norm : 0;
};

/** A matrix that scales every row. */
export const diagonal = (factors: Float64Array): Float64Array => {
  const matrix = new Float64Array(factors.length ** 2);
  factors.forEach((factor, row) => {
    matrix[row * factors.length + row] = factor;
  });
  return matrix;
};
