import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '../model.ts';
import type { Sliding } from './conv2d.ts';
import { heNormal, type InitialWeight } from './initialisers.ts';

/** One filter for each channel, for a layer before a ReLU: [height, width, channels, 1]. */
export const depthwiseWeights = (
  name: string,
  [height, width]: readonly [number, number],
  channels: number,
): InitialWeight[] => [heNormal(`${name}/kernel`, [height, width, channels, 1], height * width)];

/**
 * Convolution of each channel by a filter of its own, by default padded with zeros.
 * @param x [batch, height, width, channels]
 * @param weights kernel [kh, kw, channels, 1], and perhaps bias [channels]
 * @returns as many channels as there were
 */
export const depthwiseConv2d = (
  tf: Tf,
  x: Tensor,
  [kernel, bias]: readonly Tensor[],
  { strides = 1, pad = 'same' }: Sliding = {},
): Tensor => {
  if (!kernel) throw new RangeError('A depthwise convolution needs a kernel tensor.');
  const sum = tf.depthwiseConv2d(x as Tensor4D, kernel as Tensor4D, strides, pad);
  return bias ? tf.add(sum, bias) : sum;
};
