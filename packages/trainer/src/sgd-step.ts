import type { BuiltModel, Tensor, Tf } from '@tributary/model-zoo';
import type { Batch } from './batch.ts';
import { summedCrossEntropy } from './cross-entropy.ts';

export interface StepInput {
  readonly model: BuiltModel;
  /** One tensor per manifest entry. */
  readonly weights: readonly Tensor[];
  readonly batch: Batch;
  readonly learningRate: number;
}

/** A type and not an interface, so that a tidy can return it. */
export type StepResult = {
  /** New tensors; the old ones are the caller's to dispose. */
  weights: Tensor[];
  /** Scalar on the device: the mean loss of the batch before the step. */
  loss: Tensor;
};

/**
 * The mean loss of a batch and `scale` times its gradient, one tensor per weight. The scale is the
 * seed of the backward pass, so multiplying by it costs nothing.
 */
export const lossAndGradients = (
  tf: Tf,
  { model, weights, batch }: Pick<StepInput, 'model' | 'weights' | 'batch'>,
  scale = 1,
): { loss: Tensor; gradients: Tensor[] } =>
  tf.tidy(() => {
    const differentiate = tf.valueAndGrads((...tensors: Tensor[]) =>
      summedCrossEntropy(tf, model.forward(tf, tensors, batch.inputs), batch.labels),
    );
    const { value, grads } = differentiate([...weights], tf.scalar(scale / batch.size));
    return { loss: tf.div(value, batch.size), gradients: grads };
  });

/** One step of plain SGD on the mean softmax cross-entropy: w ← w − η·∇L. */
export const sgdStep = (tf: Tf, input: StepInput): StepResult =>
  tf.tidy(() => {
    const { loss, gradients } = lossAndGradients(tf, input, input.learningRate);
    const weights = input.weights.map((weight, index) =>
      tf.sub(weight, gradients[index] as Tensor),
    );
    return { weights, loss };
  });
