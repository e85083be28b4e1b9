import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '../model.ts';
import { constant, heNormal, type InitialWeight } from './initialisers.ts';

/** A filter [...size, inputs, outputs] for a layer before a ReLU, with a bias [outputs]. */
export const convWeights = (
  name: string,
  size: readonly [height: number, width: number],
  [inputs, outputs]: readonly [number, number],
): InitialWeight[] => [
  heNormal(`${name}/kernel`, [...size, inputs, outputs]),
  constant(`${name}/bias`, [outputs], 0),
];

/** How a filter slides over a picture: its steps along height and width, and what is beyond the edge. */
export interface Sliding {
  readonly strides?: number | [number, number];
  readonly pad?: 'same' | 'valid';
}

/**
 * Convolution of pictures with channels last.
 * @param x [batch, height, width, channels]
 * @param weights kernel [kh, kw, channels, filters], and perhaps bias [filters]
 */
export const conv2d = (
  tf: Tf,
  x: Tensor,
  [kernel, bias]: readonly Tensor[],
  { strides = 1, pad = 'same' }: Sliding = {},
): Tensor => {
  if (!kernel) throw new RangeError('A convolution needs a kernel tensor.');
  const sum = tf.conv2d(x as Tensor4D, kernel as Tensor4D, strides, pad);
  return bias ? tf.add(sum, bias) : sum;
};
