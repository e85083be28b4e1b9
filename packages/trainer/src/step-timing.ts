import {
  type BuiltModel,
  type Examples,
  inputSize,
  type ModelInput,
  type Tensor,
  type Tf,
} from '@tributary/model-zoo';
import { createTrainStep } from './step/train-step.ts';
import { createStepper, type Stepper } from './step-graph/stepper.ts';
import { toTensors } from './weights-bridge.ts';

const BATCH_SIZE = 10;
const TIMED_STEPS = 5;

export interface TimedModel {
  readonly model: BuiltModel;
  readonly input: ModelInput;
}

/** Made-up examples of the right shape: how long a step takes does not depend on what is in them. */
const blankExamples = (input: ModelInput, labels: number): Examples => {
  const { featureShape, featureKind, target } = input;
  const Labels = target === 'number' ? Float32Array : Int32Array;
  const size = BATCH_SIZE * inputSize(input);
  return {
    numExamples: BATCH_SIZE,
    featureShape,
    features: featureKind === 'tokens' ? new Int32Array(size) : new Uint8Array(size),
    labels: new Labels(BATCH_SIZE * labels),
  };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/**
 * How long the current backend takes for one training step (batch 10) of the run's own model, in
 * milliseconds: the median of a few after one that warms up. Slow backends get fewer tries. A model
 * that solves for its weights takes no steps, and no time: 0.
 */
export const timeStep = async (
  tf: Tf,
  { model, input }: TimedModel,
  { budgetMs, signal }: { readonly budgetMs: number; readonly signal: AbortSignal },
): Promise<number> => {
  if (model.solve) return 0;
  const indices = Int32Array.from({ length: BATCH_SIZE }, (_, index) => index);
  const weights = toTensors(tf, model.manifest, model.init(1));
  let stepper: Stepper | undefined;
  try {
    const examples = blankExamples(input, labelsPerExample(tf, { model, input }, weights));
    const work = { epochs: 1, batchSize: BATCH_SIZE, learningRate: 0.01 };
    const taking = createStepper(tf, {
      trainStep: createTrainStep(tf, { model, work, weights }),
      weights,
    });
    stepper = taking;
    const step = async (): Promise<number> => {
      const startedMs = performance.now();
      taking.step(examples, indices);
      await taking.loss();
      signal.throwIfAborted();
      return performance.now() - startedMs;
    };
    const startedMs = performance.now();
    await step();
    const durations = [await step()];
    while (durations.length < TIMED_STEPS && performance.now() - startedMs < budgetMs) {
      durations.push(await step());
    }
    return median(durations);
  } finally {
    stepper?.dispose();
    tf.dispose(weights);
  }
};

/** One, or as many as an example has positions when the model gives logits for each. */
const labelsPerExample = (
  tf: Tf,
  { model, input }: TimedModel,
  weights: readonly Tensor[],
): number =>
  tf.tidy(() => {
    const dtype = input.featureKind === 'tokens' ? 'int32' : 'float32';
    const logits = model.forward(tf, weights, tf.zeros([1, ...input.featureShape], dtype));
    return logits.shape.slice(1, -1).reduce((total, length) => total * length, 1);
  });
