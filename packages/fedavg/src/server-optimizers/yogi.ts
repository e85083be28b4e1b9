import type { ServerOptimizer } from '../server-optimizer.ts';
import type { AdamOptions } from './adam.ts';
import { adaptive } from './adaptive.ts';
import { biasCorrection } from './bias-correction.ts';

/**
 * Server Yogi (Reddi et al. 2021, "Adaptive Federated Optimization", algorithm 2, FedYogi): Adam with
 * v ← v − (1 − β₂)·δ²·sign(v − δ²), which forgets a large step no faster than it learnt of it.
 *
 * As in the paper, v₀ = τ² and there is no bias correction, unless the options say otherwise. Flower
 * begins at v₀ = 0 without a correction, TensorFlow Federated at 1e-6 with `textbook`.
 */
export const yogi = (options: AdamOptions): ServerOptimizer => {
  const { beta2 } = options;
  return adaptive(
    {
      name: 'yogi',
      accumulate: (spread, squared) => spread - (1 - beta2) * squared * Math.sign(spread - squared),
      correct: biasCorrection(options.biasCorrection ?? 'none', options),
    },
    options,
  );
};
