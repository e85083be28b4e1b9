import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import type { Gram } from './gram.ts';
import { mixBefore } from './mix-rows.ts';
import { nearestTo } from './nearest.ts';

/**
 * Nearest-neighbour mixing in front of an aggregator (Allouah et al. 2023, "Fixing by Mixing: A Recipe
 * for Optimal Byzantine ML under Heterogeneity", Algorithm 2): every update is replaced by the mean
 * of the n − f that are nearest to it, itself among them; of two that are as near, the shorter one. With fewer updates than f + 1, each is its own only neighbour.
 */
export const mixNearest = (
  aggregator: Aggregator,
  { numMalicious }: { readonly numMalicious: number },
): RobustAggregator =>
  mixBefore('NNM', aggregator, (gram, clients) => nearestMatrix(gram, clients, numMalicious));

/** Row i has 1 / (n − f) at the n − f rows nearest to row i. @param clients n */
export const nearestMatrix = (gram: Gram, clients: number, numMalicious: number): Float64Array => {
  const keep = Math.max(1, clients - numMalicious);
  const matrix = new Float64Array(clients * clients);
  for (let row = 0; row < clients; row++) {
    for (const other of nearestTo(gram, row, clients, keep)) {
      matrix[row * clients + other] = 1 / keep;
    }
  }
  return matrix;
};
