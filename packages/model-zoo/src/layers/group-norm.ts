import type { Tensor, Tf } from '../model.ts';
import { constant, type InitialWeight } from './initialisers.ts';

const EPSILON = 1e-5;

/** Scale and shift per channel: 1 and 0. */
export const groupNormWeights = (name: string, channels: number): InitialWeight[] => [
  constant(`${name}/scale`, [channels], 1),
  constant(`${name}/shift`, [channels], 0),
];

/**
 * Group normalisation (Wu & He 2018): each example's channels are normalised in groups, over the whole
 * picture. Unlike batch normalisation it keeps no running statistics, which would not federate: they
 * are not what gradients move, and a client's are not the federation's.
 *
 * @param x [batch, height, width, channels]; `groups` divides the channels
 */
export const groupNorm = (
  tf: Tf,
  x: Tensor,
  [scale, shift]: readonly Tensor[],
  groups: number,
): Tensor => {
  if (!scale || !shift) throw new RangeError('Group normalisation needs scale and shift tensors.');
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const grouped = tf.reshape(x, [batch, height * width, groups, channels / groups]);
  // One axis after the other: together they are no block in memory, and would be transposed first.
  const meanOf = (values: Tensor) => tf.mean(tf.mean(values, 3, true), 1, true);
  const centred = tf.sub(grouped, meanOf(grouped));
  const variance = meanOf(tf.square(centred));
  const normal = tf.div(centred, tf.sqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(tf.reshape(normal, x.shape), scale), shift);
};
