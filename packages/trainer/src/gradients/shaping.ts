import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Gradient, GradientFamily } from './gradient.ts';

/** Where each index of a permutation went: the permutation that undoes it. */
const inverse = (permutation: readonly number[]): number[] =>
  permutation.map((_, axis) => permutation.indexOf(axis));

/** The axes that a reduction ran over; none named means all. */
const reducedAxes = ({ axis }: NamedAttrMap, rank: number): number[] => {
  const named = typeof axis === 'number' ? [axis] : ((axis as number[] | undefined) ?? []);
  const all = Array.from({ length: rank }, (_, index) => index);
  return named.length === 0 ? all : named.map((index) => (index + rank) % rank);
};

/** Kernels that move numbers about without changing them, and sums. */
export const shaping: GradientFamily = (tf) => {
  const keepsOrder = (kernel: string, input: string): Gradient => ({
    kernel,
    needs: [input],
    back: (dy, [x]) => ({ [input]: () => tf.reshape(dy, (x as Tensor).shape) }),
  });
  /** Stretches the gradient of a reduction back over the axes that it ran over. */
  const spread = (dy: Tensor, x: Tensor, attributes: NamedAttrMap): Tensor => {
    const axes = reducedAxes(attributes, x.rank);
    const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    return tf.mul(tf.reshape(dy, kept), tf.onesLike(x));
  };
  /** Every number that equals the extreme has its gradient. */
  const extreme = (kernel: 'Max' | 'Min'): Gradient => ({
    kernel,
    needs: ['x'],
    back: (dy, [x], { reductionIndices }) => ({
      x: () => {
        const input = x as Tensor;
        const attributes = { axis: reductionIndices as number[] };
        const axes = reducedAxes(attributes, input.rank);
        const y = kernel === 'Max' ? tf.max(input, axes, true) : tf.min(input, axes, true);
        return tf.mul(spread(dy, input, attributes), tf.cast(tf.equal(input, y), 'float32'));
      },
    }),
  });
  return [
    keepsOrder('Reshape', 'x'),
    keepsOrder('ExpandDims', 'input'),
    keepsOrder('Identity', 'x'),
    {
      kernel: 'Transpose',
      needs: ['x'],
      back: (dy, _, { perm }) => ({ x: () => tf.transpose(dy, inverse(perm as number[])) }),
    },
    {
      kernel: 'Sum',
      needs: ['x'],
      back: (dy, [x], attributes) => ({ x: () => spread(dy, x as Tensor, attributes) }),
    },
    {
      kernel: 'Mean',
      needs: ['x'],
      back: (dy, [x], attributes) => ({
        x: () => tf.mul(spread(dy, x as Tensor, attributes), dy.size / (x as Tensor).size),
      }),
    },
    extreme('Max'),
    extreme('Min'),
    {
      kernel: 'BroadcastTo',
      needs: ['x'],
      back: (dy, [x]) => ({
        x: () => {
          const { shape } = x as Tensor;
          const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
          return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
        },
      }),
    },
    {
      kernel: 'Reverse',
      needs: [],
      back: (dy, _, { dims }) => ({ x: () => tf.reverse(dy, dims as number[]) }),
    },
    {
      kernel: 'Slice',
      needs: ['x'],
      back: (dy, [x], { begin }) => ({
        x: () => {
          const { shape } = x as Tensor;
          const starts = begin as number[];
          const padding = shape.map((length, axis): [number, number] => {
            const start = starts[axis] ?? 0;
            return [start, length - start - (dy.shape[axis] as number)];
          });
          return tf.pad(dy, padding);
        },
      }),
    },
  ];
};
