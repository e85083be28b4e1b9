import type { Tensor, Tf } from '../model.ts';
import { conv2d } from './conv2d.ts';
import { constant, heNormal, type InitialWeight } from './initialisers.ts';

/** A filter [width, 1, inputs, outputs] for a layer before a ReLU, with a bias [outputs]. */
export const conv1dWeights = (
  name: string,
  width: number,
  [inputs, outputs]: readonly [number, number],
): InitialWeight[] => [
  heNormal(`${name}/kernel`, [width, 1, inputs, outputs]),
  constant(`${name}/bias`, [outputs], 0),
];

/**
 * Convolution along sequences, padded with zeros to their length: they are pictures one pixel wide,
 * for which every backend has kernels.
 * @param x [batch, steps, channels]
 * @param weights kernel [width, 1, channels, filters], and perhaps bias [filters]
 * @returns [batch, steps, filters]
 */
export const conv1d = (tf: Tf, x: Tensor, weights: readonly Tensor[]): Tensor => {
  const [batch, steps, channels] = x.shape as [number, number, number];
  const sums = conv2d(tf, tf.reshape(x, [batch, steps, 1, channels]), weights);
  return tf.reshape(sums, [batch, steps, -1]);
};
