import type { Tensor } from '@tributary/model-zoo';
import { customKernel } from '../custom-kernel.ts';
import type { Optimizer } from '../optimizer.ts';

export interface MomentumOptions {
  readonly learningRate: number;
  /** μ in [0, 1) */
  readonly momentum: number;
  readonly nesterov: boolean;
}

/**
 * Momentum in PyTorch's form: v ← μ·v + g, then w ← w − η·v, or with Nesterov's look-ahead
 * w ← w − η·(g + μ·v) (Sutskever et al. 2013, "On the importance of initialization and momentum").
 */
export const momentum = ({ learningRate, momentum, nesterov }: MomentumOptions): Optimizer => ({
  init: (tf, weights) => weights.map((weight) => tf.zerosLike(weight)),
  update: (tf, { weights, gradients, slots }) => {
    const moved = weights.map((weight, index) => {
      const [gradient, velocity] = [gradients[index] as Tensor, slots[index] as Tensor];
      return customKernel(
        tf,
        'FusedMomentum',
        {
          inputs: { weight, gradient, velocity },
          attrs: { learningRate, momentum, nesterov },
        },
        () => {
          const next = tf.add(tf.mul(velocity, momentum), gradient);
          const direction = nesterov ? tf.add(gradient, tf.mul(next, momentum)) : next;
          return [tf.sub(weight, tf.mul(direction, learningRate)), next];
        },
      ) as [Tensor, Tensor];
    });
    return { weights: moved.map(([weight]) => weight), slots: moved.map(([, next]) => next) };
  },
});
