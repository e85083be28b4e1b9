import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient, GradientFamily } from './gradient.ts';
import { unbroadcast } from './unbroadcast.ts';

/** Where each index of a permutation went: the permutation that undoes it. */
const inverse = (permutation: readonly number[]): number[] =>
  permutation.map((_, axis) => permutation.indexOf(axis));

/** Kernels that move numbers about without changing them. */
export const shaping: GradientFamily = (tf) => {
  const keepsOrder = (kernel: string, input: string): Gradient => ({
    kernel,
    needs: [input],
    back: (dy, [x]) => ({ [input]: () => tf.reshape(dy, (x as Tensor).shape) }),
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
      kernel: 'BroadcastTo',
      needs: ['x'],
      back: (dy, [x]) => ({
        x: () => unbroadcast(tf, dy, (x as Tensor).shape),
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
