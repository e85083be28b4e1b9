import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '../model.ts';
import { heNormal, type InitialWeight } from './initialisers.ts';

/** One filter [size, size] for each channel, for a layer before a ReLU: [size, size, channels, 1]. */
export const depthwiseWeights = (name: string, size: number, channels: number): InitialWeight[] => [
  heNormal(`${name}/kernel`, [size, size, channels, 1], size * size),
];

/**
 * Convolution of each channel by a filter of its own, padded with zeros.
 * @param x [batch, height, width, channels]
 * @param weights kernel [kh, kw, channels, 1]
 * @returns as many channels as there were
 */
export const depthwiseConv2d = (
  tf: Tf,
  x: Tensor,
  [kernel]: readonly Tensor[],
  { strides = 1 }: { strides?: number } = {},
): Tensor => {
  if (!kernel) throw new RangeError('A depthwise convolution needs a kernel tensor.');
  return tf.depthwiseConv2d(x as Tensor4D, kernel as Tensor4D, strides, 'same');
};
