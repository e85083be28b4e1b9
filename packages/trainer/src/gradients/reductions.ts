import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient, GradientFamily } from './gradient.ts';

/** The axes that a reduction ran over; none named means all. */
const reducedAxes = (axis: unknown, rank: number): number[] => {
  const named = typeof axis === 'number' ? [axis] : ((axis as number[] | undefined) ?? []);
  const all = Array.from({ length: rank }, (_, index) => index);
  return named.length === 0 ? all : named.map((index) => (index + rank) % rank);
};

/** Kernels that make one number of many along some axes. */
export const reductions: GradientFamily = (tf) => {
  /** Stretches the gradient of a reduction back over the axes that it ran over. */
  const spread = (dy: Tensor, x: Tensor, axes: readonly number[]): Tensor => {
    const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    return tf.mul(tf.reshape(dy, kept), tf.onesLike(x));
  };
  /** Every number that equals the extreme has its gradient. */
  const extreme = (kernel: 'Max' | 'Min'): Gradient => ({
    kernel,
    needs: ['x'],
    back: (dy, [x], { reductionIndices, axis }) => ({
      x: () => {
        const input = x as Tensor;
        const axes = reducedAxes(reductionIndices ?? axis, input.rank);
        const y = kernel === 'Max' ? tf.max(input, axes, true) : tf.min(input, axes, true);
        return tf.mul(spread(dy, input, axes), tf.cast(tf.equal(input, y), 'float32'));
      },
    }),
  });
  return [
    {
      kernel: 'Sum',
      needs: ['x'],
      back: (dy, [x], { axis }) => ({
        x: () => spread(dy, x as Tensor, reducedAxes(axis, (x as Tensor).rank)),
      }),
    },
    {
      kernel: 'Mean',
      needs: ['x'],
      back: (dy, [x], { axis }) => ({
        x: () => {
          const input = x as Tensor;
          const share = tf.mul(dy, dy.size / input.size);
          return spread(share, input, reducedAxes(axis, input.rank));
        },
      }),
    },
    extreme('Max'),
    extreme('Min'),
  ];
};
