import type { Tensor } from '@tributary/model-zoo';
import { customKernel } from '../custom-kernel.ts';
import type { Optimizer } from '../optimizer.ts';

/** Plain stochastic gradient descent: w ← w − η·g. */
export const sgd = ({ learningRate }: { readonly learningRate: number }): Optimizer => ({
  init: () => [],
  update: (tf, { weights, gradients }) => ({
    weights: weights.map((weight, index) => {
      const gradient = gradients[index] as Tensor;
      const inputs = { weight, gradient };
      return customKernel(tf, 'FusedSgd', { inputs, attrs: { learningRate } }, () => [
        tf.sub(weight, tf.mul(gradient, learningRate)),
      ])[0] as Tensor;
    }),
    slots: [],
  }),
});
