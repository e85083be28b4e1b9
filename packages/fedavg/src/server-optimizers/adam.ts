import type { ServerOptimizer } from '../server-optimizer.ts';

export interface AdamOptions {
  /** η. */
  readonly learningRate: number;
  /** β₁ in [0, 1): how much of the last direction is kept. */
  readonly beta1: number;
  /** β₂ in [0, 1): how much of the last second moment is kept. */
  readonly beta2: number;
  /** τ > 0, the degree of adaptivity: weights that move less than this in a round move as under SGD. */
  readonly tau: number;
}

/**
 * Server Adam (Reddi et al. 2021, "Adaptive Federated Optimization", algorithm 2, FedAdam), element by
 * element: m ← β₁·m + (1 − β₁)·δ, v ← β₂·v + (1 − β₂)·δ², w ← w + η·m / (√v + τ), with m₀ = 0 and
 * v₀ = τ². As in the paper there is no bias correction.
 */
export const adam = ({ learningRate, beta1, beta2, tau }: AdamOptions): ServerOptimizer => ({
  name: 'adam',
  init: (size) => [new Float32Array(size), new Float32Array(size).fill(tau * tau)],
  apply: (weights, delta, state) => {
    const [first, second] = state as [Float32Array, Float32Array];
    const m = new Float32Array(delta.length);
    const v = new Float32Array(delta.length);
    const next = new Float32Array(delta.length);
    for (let i = 0; i < delta.length; i++) {
      const d = delta[i] as number;
      const direction = beta1 * (first[i] as number) + (1 - beta1) * d;
      const spread = beta2 * (second[i] as number) + (1 - beta2) * d * d;
      m[i] = direction;
      v[i] = spread;
      next[i] = (weights[i] as number) + (learningRate * direction) / (Math.sqrt(spread) + tau);
    }
    return { weights: next, state: [m, v] };
  },
});
