import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** [labels.length, numClasses], a one per row. */
const oneHot = (labels: Int32Array, numClasses: number): Float32Array => {
  const rows = new Float32Array(labels.length * numClasses);
  labels.forEach((label, row) => {
    rows[row * numClasses + label] = 1;
  });
  return rows;
};

/**
 * Softmax cross-entropy *summed* over a batch, −Σᵢ log softmax(zᵢ)[labelᵢ], differentiable in the
 * logits: ∂/∂z = softmax(z) − onehot(label). Written as one gradient, because the tape of the
 * composed operations would cost a dozen kernels more a step.
 *
 * @param logits [batch, numClasses]
 * @param labels [batch], each below numClasses
 */
export const summedCrossEntropy = (tf: Tf, logits: Tensor, labels: Int32Array): Scalar => {
  const targets = tf.tensor(oneHot(labels, logits.shape[1] as number), logits.shape);
  const loss = tf.customGrad((z, save) => {
    const logProbabilities = tf.logSoftmax(z as Tensor);
    // softmax and not the exponential of what there is: on WebGL that leaves ones in the padding of
    // an odd last axis, which its matrix product then adds in.
    (save as (tensors: Tensor[]) => void)([tf.sub(tf.softmax(z as Tensor), targets)]);
    return {
      value: tf.neg(tf.sum(tf.mul(targets, logProbabilities))),
      gradFunc: (dy, saved) => tf.mul(dy, saved[0] as Tensor),
    };
  });
  return loss(logits) as Scalar;
};
