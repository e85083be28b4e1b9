import { real, type SweepCase, whole } from '../sweep-case.ts';

const transpose = (shape: readonly number[], order: number[]): SweepCase => ({
  name: `Transpose ${shape.join('×')} to ${order.join('')}`,
  inputs: [real(shape)],
  compute: (tf, x) => tf.transpose(x, order),
});

const wholeTranspose = (shape: readonly number[], order: number[]): SweepCase => ({
  name: `Transpose whole numbers ${shape.join('×')} to ${order.join('')}`,
  inputs: [whole(shape, 1000)],
  compute: (tf, x) => tf.transpose(x, order),
});

/** Operations that move numbers about. */
export const shapingCases: readonly SweepCase[] = [
  { name: 'Reshape', inputs: [real([4, 6])], compute: (tf, x) => tf.reshape(x, [2, -1, 3]) },
  { name: 'ExpandDims', inputs: [real([4, 3])], compute: (tf, x) => tf.expandDims(x, 1) },
  { name: 'Squeeze', inputs: [real([4, 1, 3, 1])], compute: (tf, x) => tf.squeeze(x) },
  { name: 'Identity', inputs: [real([5])], compute: (tf, x) => tf.mul(tf.clone(x), x) },
  transpose([5, 7], [1, 0]),
  transpose([1, 9], [1, 0]),
  transpose([3, 5, 7], [0, 2, 1]),
  transpose([3, 5, 7], [2, 0, 1]),
  transpose([3, 5, 7], [1, 2, 0]),
  transpose([3, 5, 7], [2, 1, 0]),
  transpose([2, 5, 3, 7], [0, 2, 1, 3]),
  transpose([2, 5, 3, 7], [3, 1, 0, 2]),
  transpose([2, 3, 2, 3, 2], [4, 0, 3, 1, 2]),
  wholeTranspose([5, 7], [1, 0]),
  wholeTranspose([33, 17], [1, 0]),
  wholeTranspose([3, 5, 7], [2, 0, 1]),
  wholeTranspose([2, 3, 5, 2], [0, 2, 3, 1]),
  { name: 'Reverse', inputs: [real([3, 5])], compute: (tf, x) => tf.reverse(x, 1) },
  { name: 'Reverse both axes', inputs: [real([3, 5])], compute: (tf, x) => tf.reverse(x) },
  {
    name: 'BroadcastTo',
    inputs: [real([3, 1])],
    compute: (tf, x) => tf.broadcastTo(x, [2, 3, 5]),
  },
  { name: 'Tile', inputs: [real([3, 5])], compute: (tf, x) => tf.tile(x, [2, 3]) },
  { name: 'Tile volumes', inputs: [real([2, 3, 5])], compute: (tf, x) => tf.tile(x, [1, 3, 2]) },
  { name: 'Slice', inputs: [real([5, 7])], compute: (tf, x) => tf.slice(x, [1, 2], [3, 4]) },
  {
    name: 'Slice one step',
    inputs: [real([3, 5, 4])],
    compute: (tf, x) => tf.slice(x, [0, 3, 0], [3, 1, 4]),
  },
  { name: 'Slice to the end', inputs: [real([9, 3])], compute: (tf, x) => tf.slice(x, [6], [-1]) },
  {
    name: 'PadV2',
    inputs: [real([3, 5])],
    compute: (tf, x) =>
      tf.pad(x, [
        [1, 2],
        [0, 3],
      ]),
  },
  {
    name: 'PadV2 with a number',
    inputs: [real([2, 3, 3, 2])],
    compute: (tf, x) =>
      tf.pad(
        x,
        [
          [0, 0],
          [2, 1],
          [1, 0],
          [0, 0],
        ],
        1.5,
      ),
  },
];
