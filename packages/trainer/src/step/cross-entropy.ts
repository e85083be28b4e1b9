import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import { customKernel } from './custom-kernel.ts';

/** [Σ −log softmax(z)[label], softmax(z) − onehot(label)] from tfjs's operations. */
const compose = (tf: Tf, logits: Tensor2D, labels: Tensor1D): Tensor[] => {
  const targets = tf.oneHot(labels, logits.shape[1]);
  const floats = tf.cast(targets, 'float32');
  const loss = tf.neg(tf.sum(tf.mul(floats, tf.logSoftmax(logits))));
  // softmax and not the exponential of the logarithm: on WebGL that leaves ones in the padding of an
  // odd last axis, which its matrix product then adds in.
  return [loss, tf.sub(tf.softmax(logits), floats)];
};

/**
 * Softmax cross-entropy *summed* over rows, −Σᵢ log softmax(zᵢ)[labelᵢ], differentiable in the
 * logits: ∂/∂z = softmax(z) − onehot(label). Written as one gradient, because the tape of the
 * composed operations would cost a dozen kernels more a step.
 *
 * @param logits [rows, numClasses]
 * @param labels int32 [rows], each below numClasses
 */
export const summedCrossEntropy = (tf: Tf, logits: Tensor2D, labels: Tensor1D): Scalar => {
  const loss = tf.customGrad((z, save) => {
    const [value, gradient] = customKernel(
      tf,
      'SoftmaxCrossEntropy',
      { inputs: { logits: z as Tensor, labels } },
      () => compose(tf, z as Tensor2D, labels),
    ) as [Scalar, Tensor];
    (save as (tensors: Tensor[]) => void)([gradient]);
    return { value, gradFunc: (dy, saved) => tf.mul(dy, saved[0] as Tensor) };
  });
  return loss(logits) as Scalar;
};
