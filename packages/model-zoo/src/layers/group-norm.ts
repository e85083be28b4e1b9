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
  const size = channels / groups;
  const pixels = tf.reshape(x, [batch, height * width, channels]);
  /** [batch, 1, channels]: each group's mean, in the places of its channels. */
  const groupMean = (values: Tensor): Tensor => {
    const perChannel = tf.reshape(tf.mean(values, 1), [batch, groups, size]);
    const spread = tf.mul(tf.mean(perChannel, 2, true), tf.ones([1, 1, size]));
    return tf.reshape(spread, [batch, 1, channels]);
  };
  const centred = tf.sub(pixels, groupMean(pixels));
  const deviation = tf.sqrt(tf.add(groupMean(tf.square(centred)), EPSILON));
  return tf.reshape(tf.add(tf.mul(centred, tf.div(scale, deviation)), shift), x.shape);
};
