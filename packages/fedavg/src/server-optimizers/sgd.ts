import type { ServerOptimizer } from '../server-optimizer.ts';
import { addScaled } from '../vector.ts';

export interface SgdOptions {
  /** η: 1 replaces the weights by the clients' weighted mean. */
  readonly learningRate: number;
  /** β in [0, 1); 0 means no momentum and no state. */
  readonly momentum: number;
  /** Whether the step looks ahead along the momentum; false without it. */
  readonly nesterov?: boolean;
}

/**
 * Server SGD with momentum (Hsu et al. 2019, "Measuring the Effects of Non-Identical Data
 * Distribution", FedAvgM): v ← β·v + δ, w ← w + η·v. The delta is already *after minus before*, so
 * it is added. With Nesterov's momentum (Sutskever et al. 2013) the step is w ← w + η·(δ + β·v).
 */
export const sgd = ({ learningRate, momentum, nesterov = false }: SgdOptions): ServerOptimizer => ({
  name: 'sgd',
  init: (size) => (momentum === 0 ? [] : [new Float32Array(size)]),
  apply: (weights, delta, [velocity]) => {
    if (velocity === undefined) {
      return { weights: addScaled(weights, learningRate, delta), state: [] };
    }
    const next = addScaled(delta, momentum, velocity);
    const step = nesterov ? addScaled(delta, momentum, next) : next;
    return { weights: addScaled(weights, learningRate, step), state: [next] };
  },
});
