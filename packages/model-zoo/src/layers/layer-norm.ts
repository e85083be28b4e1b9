import type { Tensor, Tf } from '../model.ts';
import { constant, type InitialWeight } from './initialisers.ts';

const EPSILON = 1e-5;

/** Scale and shift per feature: 1 and 0. */
export const layerNormWeights = (name: string, features: number): InitialWeight[] => [
  constant(`${name}/scale`, [features], 1),
  constant(`${name}/shift`, [features], 0),
];

/**
 * Layer normalisation (Ba et al. 2016, equation 4): each row is normalised by its own mean and
 * variance. Like group normalisation it keeps no statistics that would not federate.
 *
 * @param x [rows, features]
 */
export const layerNorm = (tf: Tf, x: Tensor, [scale, shift]: readonly Tensor[]): Tensor => {
  if (!scale || !shift) throw new RangeError('Layer normalisation needs scale and shift tensors.');
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(normal, scale), shift);
};
