import { z } from 'zod';
import type { ServerOptimizer } from '../server-optimizer.ts';

export const averagingSchema = z.number().min(0).lt(1).default(0).meta({
  title: 'Model averaging',
  description:
    'How much of the running average of global models is kept each round; the average is what is tested and handed out, while clients go on from the latest model. 0 hands out the latest.',
});

/**
 * Hands out the exponential moving average of the models that an optimizer goes through:
 * a ← γ·a + (1 − γ)·w after every round, beginning with the first round's w (Polyak and Juditsky 1992,
 * "Acceleration of Stochastic Approximation by Averaging"). The path stays as it was; what the luck of
 * a round's cohort adds to it cancels out in the average. Its state lies behind the optimizer's own.
 *
 * @param decay γ in [0, 1); 0 leaves the optimizer as it is
 */
export const averaged = (optimizer: ServerOptimizer, decay: number): ServerOptimizer =>
  decay === 0
    ? optimizer
    : {
        name: `${optimizer.name} with averaging`,
        init: optimizer.init,
        apply: (weights, delta, state, facts) => {
          const own = optimizer.init(0).length;
          const step = optimizer.apply(weights, delta, state.slice(0, own), facts);
          const last = state[own];
          const average = last ? blend(last, step.weights, decay) : step.weights.slice();
          return { ...step, average, state: [...step.state, average] };
        },
      };

/** share · a + (1 − share) · b, as a new vector, rounded to float32 once. */
const blend = (a: Float32Array, b: Float32Array, share: number): Float32Array => {
  const mixed = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) {
    mixed[i] = share * (a[i] as number) + (1 - share) * (b[i] as number);
  }
  return mixed;
};
