import type { Tensor, Tf } from '../model.ts';
import { constant, type InitialWeight } from './initialisers.ts';

export const EPSILON = 1e-5;

/** Scale and shift per channel: 1 and 0. */
export const groupNormWeights = (name: string, channels: number): InitialWeight[] => [
  constant(`${name}/scale`, [channels], 1),
  constant(`${name}/shift`, [channels], 0),
];

/**
 * Group normalisation (Wu & He 2018): each example's channels are normalised in groups, over the whole
 * picture. It takes the place of batch normalisation, whose running statistics do not federate: no
 * gradient moves them, a client's are those of its own data alone, and the mean of the clients'
 * variances is not the variance of all their data (Hsieh et al. 2020, "The Non-IID Data Quagmire of
 * Decentralized Machine Learning", section 5, measures what that costs). Besides, batch normalisation
 * makes an example's result depend on the others of its batch, which may be few.
 *
 * @param x [batch, height, width, channels]; `groups` divides the channels
 */
export const groupNorm = (
  tf: Tf,
  x: Tensor,
  [scale, shift]: readonly Tensor[],
  { groups, epsilon = EPSILON }: { readonly groups: number; readonly epsilon?: number },
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
  const deviation = tf.sqrt(tf.add(groupMean(tf.square(centred)), epsilon));
  return tf.reshape(tf.add(tf.mul(centred, tf.div(scale, deviation)), shift), x.shape);
};
