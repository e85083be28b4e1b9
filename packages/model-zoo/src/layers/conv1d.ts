import type { Tensor, Tf } from '../model.ts';
import { conv2d, type Sliding } from './conv2d.ts';
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
 * Convolution along sequences, by default padded with zeros to their length: they are pictures one pixel
 * wide, for which every backend has kernels.
 * @param x [batch, steps, channels]
 * @param weights kernel [width, 1, channels, filters], and perhaps bias [filters]
 * @returns [batch, steps, filters]; fewer steps with a stride, or without padding
 */
export const conv1d = (
  tf: Tf,
  x: Tensor,
  weights: readonly Tensor[],
  { stride = 1, pad = 'same' }: { readonly stride?: number } & Pick<Sliding, 'pad'> = {},
): Tensor => {
  const [batch, steps, channels] = x.shape as [number, number, number];
  const picture = tf.reshape(x, [batch, steps, 1, channels]);
  const sums = conv2d(tf, picture, weights, { strides: [stride, 1], pad });
  return tf.reshape(sums, [batch, sums.shape[1] as number, -1]);
};
