import type { BuiltModel, Examples, ModelInput, Tensor, Tf } from '@tributary/model-zoo';
import { uploadBatch } from './batch.ts';
import { sgdStep } from './sgd-step.ts';
import { toTensors } from './weights-bridge.ts';

const BATCH_SIZE = 10;
const TIMED_STEPS = 5;

export interface TimedModel {
  readonly model: BuiltModel;
  readonly input: ModelInput;
}

/** Made-up examples of the right shape: how long a step takes does not depend on what is in them. */
const blankExamples = ({ featureShape }: ModelInput): Examples => ({
  numExamples: BATCH_SIZE,
  featureShape,
  features: new Uint8Array(BATCH_SIZE * featureShape.reduce((size, length) => size * length, 1)),
  labels: new Int32Array(BATCH_SIZE),
});

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/**
 * How long the current backend takes for one training step (batch 10) of the run's own model, in
 * milliseconds: the median of a few after one that warms up. Slow backends get fewer tries.
 */
export const timeStep = async (
  tf: Tf,
  { model, input }: TimedModel,
  { budgetMs, signal }: { readonly budgetMs: number; readonly signal: AbortSignal },
): Promise<number> => {
  const examples = blankExamples(input);
  const indices = Int32Array.from({ length: BATCH_SIZE }, (_, index) => index);
  let weights: Tensor[] = toTensors(tf, model.manifest, model.init(1));
  const step = async (): Promise<number> => {
    const startedMs = performance.now();
    const { weights: next, loss } = tf.tidy(() => {
      const batch = uploadBatch(tf, examples, indices);
      return sgdStep(tf, { model, weights, batch, learningRate: 0.01 });
    });
    tf.dispose(weights);
    weights = next;
    await loss.data();
    loss.dispose();
    signal.throwIfAborted();
    return performance.now() - startedMs;
  };
  try {
    const startedMs = performance.now();
    await step();
    const durations = [await step()];
    while (durations.length < TIMED_STEPS && performance.now() - startedMs < budgetMs) {
      durations.push(await step());
    }
    return median(durations);
  } finally {
    tf.dispose(weights);
  }
};
