import type { Tensor } from '@tributary/model-zoo';
import { real, type SweepCase, whole } from '../sweep-case.ts';

/** Operations that join, cut and choose. */
export const indexingCases: readonly SweepCase[] = [
  {
    name: 'Concat',
    inputs: [real([2, 3]), real([5, 3])],
    compute: (tf, a, b) => tf.concat([a, b], 0),
  },
  {
    name: 'Concat three along the last axis',
    inputs: [real([2, 2, 1]), real([2, 2, 5]), real([2, 2, 2])],
    compute: (tf, a, b, c) => tf.concat([a, b, c], -1),
  },
  {
    name: 'Concat with itself',
    inputs: [real([3, 5])],
    compute: (tf, x) => tf.concat([x, tf.square(x)], 1),
  },
  {
    name: 'Pack',
    inputs: [real([3, 5]), real([3, 5]), real([3, 5])],
    compute: (tf, a, b, c) => tf.stack([a, b, c], 1),
  },
  {
    name: 'Unpack',
    inputs: [real([4, 3, 5])],
    compute: (tf, x) => {
      const [first, second, third] = tf.unstack(x, 1) as [Tensor, Tensor, Tensor];
      return tf.add(tf.mul(first, third), second);
    },
  },
  {
    name: 'SplitV into equal parts',
    inputs: [real([3, 12])],
    compute: (tf, x) => {
      const [a, b, c, d] = tf.split(x, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
      return tf.add(tf.mul(a, b), tf.mul(c, tf.tanh(d)));
    },
  },
  {
    name: 'SplitV into unequal parts',
    inputs: [real([6, 5])],
    compute: (tf, x) => {
      const [a, b, c] = tf.split(x, [1, 3, 2], 0) as [Tensor, Tensor, Tensor];
      return tf.add(tf.mul(a, b), tf.sum(c, 0, true));
    },
  },
  {
    name: 'GatherV2 as an embedding',
    inputs: [real([7, 5]), whole([2, 9], 7)],
    compute: (tf, table, indices) => tf.gather(table, indices),
  },
  {
    name: 'GatherV2 of one row, often',
    inputs: [real([5, 3]), whole([11], 1)],
    compute: (tf, table, indices) => tf.gather(table, indices),
  },
  {
    name: 'GatherV2 along the second axis',
    inputs: [real([3, 7, 2]), whole([5], 7)],
    compute: (tf, x, indices) => tf.gather(x, indices, 1),
  },
  {
    name: 'GatherV2 along the last axis',
    inputs: [real([3, 7]), whole([4], 7)],
    compute: (tf, x, indices) => tf.gather(x, indices, -1),
  },
  {
    name: 'OneHot as an embedding',
    inputs: [whole([6], 5), real([5, 3])],
    compute: (tf, indices, table) => tf.matMul(tf.cast(tf.oneHot(indices, 5), 'float32'), table),
  },
  // Sums in reverse are left out: no layer has them, and on WebGPU tfjs computes them with the program
  // that it made for another length.
  { name: 'Cumsum', inputs: [real([3, 7])], compute: (tf, x) => tf.cumsum(x, 1) },
  {
    name: 'Cumsum, exclusive, along the first axis',
    inputs: [real([5, 3])],
    compute: (tf, x) => tf.cumsum(x, 0, true),
  },
];
