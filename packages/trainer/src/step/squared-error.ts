import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/**
 * The squared error *summed* over rows, Σᵢ (ŷᵢ − yᵢ)².
 *
 * @param predictions [rows, 1]
 * @param targets float32 [rows]
 */
export const summedSquaredError = (tf: Tf, predictions: Tensor2D, targets: Tensor1D): Scalar => {
  const error = tf.sub(tf.reshape(predictions, [-1]), targets);
  return tf.sum(tf.mul(error, error));
};
