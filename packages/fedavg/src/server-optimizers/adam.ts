import type { ServerOptimizer } from '../server-optimizer.ts';
import { type AdaptiveOptions, adaptive } from './adaptive.ts';
import { type BiasCorrection, biasCorrection } from './bias-correction.ts';

export interface AdamOptions extends AdaptiveOptions {
  /** β₂ in [0, 1): how much of the last second moment is kept. */
  readonly beta2: number;
  /** `none` without it. */
  readonly biasCorrection?: BiasCorrection;
}

/**
 * Server Adam (Reddi et al. 2021, "Adaptive Federated Optimization", algorithm 2, FedAdam), element by
 * element: m ← β₁·m + (1 − β₁)·δ, v ← β₂·v + (1 − β₂)·δ², w ← w + η·m / (√v + τ), with m₀ = 0.
 *
 * As in the paper, v₀ = τ² and there is no bias correction, unless the options say otherwise. Flower
 * begins at v₀ = 0 with the correction `flower`, TensorFlow Federated at 0 with `textbook`.
 */
export const adam = (options: AdamOptions): ServerOptimizer => {
  const { beta2 } = options;
  return adaptive(
    {
      name: 'adam',
      accumulate: (spread, squared) => beta2 * spread + (1 - beta2) * squared,
      correct: biasCorrection(options.biasCorrection ?? 'none', options),
    },
    options,
  );
};
