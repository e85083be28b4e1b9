import type { Tensor } from '@tributary/model-zoo';
import { customKernel } from '../custom-kernel.ts';
import type { Optimizer } from '../optimizer.ts';

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1). The slots are the first moments, the second moments, and the
 * number of steps taken, a scalar on the device, so that a recorded step can count on.
 */
export const adam = ({ learningRate, beta1, beta2, epsilon }: AdamOptions): Optimizer => ({
  init: (tf, weights) => [
    ...weights.map((weight) => tf.zerosLike(weight)),
    ...weights.map((weight) => tf.zerosLike(weight)),
    tf.scalar(0),
  ],
  update: (tf, { weights, gradients, slots }) => {
    const step = tf.add(slots[2 * weights.length] as Tensor, 1);
    const moved = weights.map((weight, index) => {
      const gradient = gradients[index] as Tensor;
      const first = slots[index] as Tensor;
      const second = slots[weights.length + index] as Tensor;
      return customKernel(
        tf,
        'FusedAdam',
        {
          inputs: { weight, gradient, first, second, step },
          attrs: { learningRate, beta1, beta2, epsilon },
        },
        () => {
          const m = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
          const v = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
          // βᵗ as exp(t·ln β): the power kernel of some GPUs is wrong for whole exponents.
          const corrected = (x: Tensor, beta: number) =>
            tf.div(x, tf.sub(1, tf.exp(tf.mul(step, Math.log(beta)))));
          const scale = tf.add(tf.sqrt(corrected(v, beta2)), epsilon);
          const direction = tf.div(corrected(m, beta1), scale);
          return [tf.sub(weight, tf.mul(direction, learningRate)), m, v];
        },
      ) as [Tensor, Tensor, Tensor];
    });
    return {
      weights: moved.map(([weight]) => weight),
      slots: [...moved.map(([, m]) => m), ...moved.map(([, , v]) => v), step],
    };
  },
});
