import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** Sums a gradient over the axes along which an input of that shape was broadcast. */
export const unbroadcast = (tf: Tf, gradient: Tensor, shape: number[]): Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return axes.length === 0 ? gradient : tf.reshape(tf.sum(gradient, axes), shape);
};
