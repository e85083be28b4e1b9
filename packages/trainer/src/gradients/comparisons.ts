import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient, GradientFamily } from './gradient.ts';

const OF_ONE = ['ZerosLike', 'OnesLike', 'Step', 'Sign', 'Floor', 'Ceil', 'Round', 'ArgMax'];
const OF_TWO = ['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual'];

/** Kernels that are constant almost everywhere, so that masks made of activations let gradients by. */
export const comparisons: GradientFamily = (tf) => {
  const flat = (kernel: string, inputs: readonly string[]): Gradient => ({
    kernel,
    needs: inputs,
    back: (_, saved) =>
      Object.fromEntries(
        inputs.map((name, index) => [name, () => tf.zeros((saved[index] as Tensor).shape)]),
      ),
  });
  return [
    ...OF_ONE.map((kernel) => flat(kernel, ['x'])),
    ...OF_TWO.map((kernel) => flat(kernel, ['a', 'b'])),
    flat('OneHot', ['indices']),
  ];
};
