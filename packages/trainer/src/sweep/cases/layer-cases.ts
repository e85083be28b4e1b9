import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '@tributary/model-zoo';
import { real, type SweepCase, whole } from '../sweep-case.ts';

const normalise = (tf: Tf, x: Tensor, axes: number[]): Tensor => {
  const centred = tf.sub(x, tf.mean(x, axes, true));
  const variance = tf.mean(tf.square(centred), axes, true);
  return tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5)));
};

/** softmax(QKᵀ/√d + mask)·V, where no position looks ahead. */
const causalAttention = (tf: Tf, q: Tensor, k: Tensor, v: Tensor): Tensor => {
  const [steps, width] = q.shape.slice(-2) as [number, number];
  const ahead = tf.linalg.bandPart(tf.ones([steps, steps]), -1, 0);
  const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(width));
  const masked = tf.add(scores, tf.mul(tf.sub(1, ahead), -1e9));
  return tf.matMul(tf.softmax(masked), v);
};

/** One step of an LSTM: Hochreiter & Schmidhuber 1997 with Gers' forget gate; gates i, f, g, o. */
const lstmCell = (tf: Tf, sums: Tensor, cell: Tensor): Tensor => {
  const [i, f, g, o] = tf.split(sums, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const next = tf.add(tf.mul(tf.sigmoid(f), cell), tf.mul(tf.sigmoid(i), tf.tanh(g)));
  return tf.mul(tf.sigmoid(o), tf.tanh(next));
};

/** Rows of floats: a number between two indices of categories, some of them beyond their tables. */
const embeddedColumns = (tf: Tf, first: Tensor, second: Tensor, whole: Tensor): Tensor => {
  const rows = tf.cast(whole, 'float32');
  const last = tf.tensor1d([first, second].map(({ shape }) => (shape[0] as number) - 1));
  const chosen = tf.gather(rows, tf.tensor1d([0, 2], 'int32'), 1);
  const clipped = tf.cast(tf.minimum(tf.maximum(chosen, 0), last), 'int32');
  const [a, b] = tf.unstack(clipped, 1) as [Tensor, Tensor];
  return tf.concat([tf.slice(rows, [0, 1], [-1, 1]), tf.gather(first, a), tf.gather(second, b)], 1);
};

/** Whole layers: what their operations make of each other's results. */
export const layerCases: readonly SweepCase[] = [
  {
    name: 'Dense layer',
    inputs: [real([4, 7], -2, 2), real([7, 5]), real([5])],
    compute: (tf, x, kernel, bias) => tf.softplus(tf.add(tf.matMul(x, kernel), bias)),
  },
  {
    name: 'LayerNorm',
    inputs: [real([2, 3, 7]), real([7], 0.5, 1.5), real([7])],
    compute: (tf, x, scale, shift) => tf.add(tf.mul(normalise(tf, x, [-1]), scale), shift),
  },
  {
    name: 'GroupNorm',
    inputs: [real([2, 3, 3, 6]), real([6], 0.5, 1.5)],
    compute: (tf, x, scale) => {
      const groups = normalise(tf, tf.reshape(x, [2, 9, 2, 3]), [1, 3]);
      return tf.mul(tf.reshape(groups, x.shape), scale);
    },
  },
  {
    name: 'Causal attention',
    inputs: [real([2, 2, 5, 3]), real([2, 2, 5, 3]), real([2, 2, 5, 3])],
    compute: causalAttention,
  },
  {
    name: 'LSTM cell',
    inputs: [real([3, 20], -2, 2), real([3, 5])],
    compute: lstmCell,
  },
  {
    name: 'LoRA',
    inputs: [real([4, 7]), real([7, 2]), real([2, 5])],
    compute: (tf, x, down, up) => tf.mul(tf.matMul(tf.matMul(x, down), up), 2),
  },
  {
    name: 'Embedding, mean over the text',
    inputs: [real([11, 4]), whole([3, 6], 11)],
    compute: (tf, table, tokens) => tf.mean(tf.gather(table, tokens), 1),
  },
  {
    name: 'Embedding, mean over what is no padding',
    inputs: [real([11, 4]), whole([3, 6], 11)],
    compute: (tf, table, tokens) => {
      const mask = tf.step(tf.cast(tokens, 'float32'));
      const shares = tf.div(mask, tf.maximum(tf.sum(mask, 1, true), 1));
      return tf.matMul(tf.reshape(shares, [3, 1, 6]), tf.gather(table, tokens));
    },
  },
  {
    name: "Embeddings of a table's columns",
    inputs: [real([4, 2]), real([6, 3]), whole([5, 3], 8)],
    compute: embeddedColumns,
  },
  {
    name: 'Convolution along time',
    inputs: [real([2, 7, 1, 3]), real([3, 1, 3, 4])],
    compute: (tf, x, kernel) => tf.conv2d(x as Tensor4D, kernel as Tensor4D, 1, 'same'),
  },
  {
    name: 'The largest number of all steps',
    inputs: [real([2, 7, 1, 4])],
    compute: (tf, x) => tf.maxPool(x as Tensor4D, [7, 1], 1, 'valid'),
  },
  {
    name: 'Cross-entropy of one-hot labels',
    inputs: [real([6, 5], -3, 3), whole([6], 5)],
    compute: (tf, logits, labels) =>
      tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), tf.cast(tf.oneHot(labels, 5), 'float32')), -1)),
  },
];
