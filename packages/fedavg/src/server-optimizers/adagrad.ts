import type { ServerOptimizer } from '../server-optimizer.ts';
import { type AdaptiveOptions, adaptive } from './adaptive.ts';

/**
 * Server Adagrad (Reddi et al. 2021, "Adaptive Federated Optimization", algorithm 2, FedAdagrad):
 * v ← v + δ², w ← w + η·m / (√v + τ), so that steps only ever become shorter. With β₁ = 0, as in the
 * paper's experiments, m is δ.
 *
 * As in the paper, v₀ = τ² unless the options say otherwise. Flower begins at 0, TensorFlow Federated
 * at 0.1.
 */
export const adagrad = (options: AdaptiveOptions): ServerOptimizer =>
  adaptive({ name: 'adagrad', accumulate: (spread, squared) => spread + squared }, options);
