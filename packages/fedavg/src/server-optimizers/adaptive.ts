import { type RoundFacts, requireFacts, type ServerOptimizer } from '../server-optimizer.ts';

export interface AdaptiveOptions {
  /** η. */
  readonly learningRate: number;
  /** β₁ in [0, 1): how much of the last direction is kept; with 0 no direction is stored. */
  readonly beta1: number;
  /** τ ≥ 0, the degree of adaptivity: weights that move less than this in a round move as under SGD. */
  readonly tau: number;
  /** Every element of v before the first round; τ² without it, the least that the paper allows. */
  readonly initialAccumulator?: number;
}

/** How an adaptive rule differs from the others: what becomes of v, and of η. */
export interface AdaptiveRule {
  readonly name: string;
  /** The next v of one weight, from the last one and δ². */
  accumulate(spread: number, squared: number): number;
  /** What η is multiplied by in a round; 1 without it. */
  correct?: ((facts: RoundFacts) => number) | undefined;
}

/**
 * The adaptive server optimizers of Reddi et al. 2021 ("Adaptive Federated Optimization", algorithm 2),
 * element by element: m ← β₁·m + (1 − β₁)·δ, v ← accumulate(v, δ²), w ← w + η·m / (√v + τ), with m₀ = 0.
 * A weight that has never moved stays where it is, also with τ = 0. The state is [m, v], or [v] where
 * β₁ = 0.
 */
export const adaptive = (
  { name, accumulate, correct }: AdaptiveRule,
  { learningRate, beta1, tau, initialAccumulator = tau * tau }: AdaptiveOptions,
): ServerOptimizer => ({
  name,
  init: (size) => [
    ...(beta1 === 0 ? [] : [new Float32Array(size)]),
    new Float32Array(size).fill(initialAccumulator),
  ],
  apply: (weights, delta, state, facts) => {
    const rate = correct ? learningRate * correct(requireFacts(facts, name)) : learningRate;
    const second = state.at(-1) as Float32Array;
    const first = beta1 === 0 ? undefined : (state[0] as Float32Array);
    const m = first && new Float32Array(delta.length);
    const v = new Float32Array(delta.length);
    const next = new Float32Array(delta.length);
    for (let i = 0; i < delta.length; i++) {
      const d = delta[i] as number;
      const direction = first ? beta1 * (first[i] as number) + (1 - beta1) * d : d;
      const spread = accumulate(second[i] as number, d * d);
      const scale = Math.sqrt(spread) + tau;
      if (m) m[i] = direction;
      v[i] = spread;
      next[i] = (weights[i] as number) + (scale === 0 ? 0 : (rate * direction) / scale);
    }
    return { weights: next, state: m ? [m, v] : [v] };
  },
});
