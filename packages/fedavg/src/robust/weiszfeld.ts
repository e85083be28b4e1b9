import { distancesTo, type Gram } from './gram.ts';

export interface WeiszfeldParams {
  readonly maxIterations: number;
  /** ν: the least distance that is divided by. */
  readonly smoothing: number;
  /** Steps end when the objective changes by less than this part of it; 0 takes them all. */
  readonly tolerance: number;
  readonly start: 'mean' | 'zero';
}

/**
 * The geometric median's coefficients by the smoothed Weiszfeld algorithm (Pillutla et al. 2022,
 * Algorithm 2): v ← Σ βᵢxᵢ / Σ βᵢ with βᵢ = wᵢ / max(ν, ‖v − xᵢ‖).
 * @param weights one per client, not all 0
 */
export const weiszfeld = (
  gram: Gram,
  weights: Float64Array,
  { maxIterations, smoothing, tolerance, start }: WeiszfeldParams,
): Float64Array => {
  const shares = normalise(weights);
  let point = start === 'mean' ? shares : new Float64Array(weights.length);
  let distances = distancesTo(gram, point);
  let objective = weightedSum(shares, distances);
  for (let step = 0; step < maxIterations; step++) {
    point = normalise(
      shares.map((share, i) => share / Math.max(smoothing, distances[i] as number)),
    );
    distances = distancesTo(gram, point);
    const before = objective;
    objective = weightedSum(shares, distances);
    if (Math.abs(before - objective) < tolerance * objective) break;
  }
  return point;
};

const normalise = (weights: Float64Array): Float64Array => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};

const weightedSum = (weights: Float64Array, values: Float64Array): number =>
  weights.reduce((sum, weight, i) => sum + weight * (values[i] as number), 0);
