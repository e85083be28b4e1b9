import { deriveSeed, modelDelta } from '@tributary/fedavg';
import { type Examples, models } from '@tributary/model-zoo';
import { encodeFrame, type RoundPlan, type RunOffer } from '@tributary/protocol';
import type { BackendChoice, Trainer } from '@tributary/trainer';
import { digestOf } from '../digest.ts';

const input = { featureShape: [28, 28, 1], numClasses: 10 };
const task = { dataset: 'synthetic-digits', model: 'mlp-2nn', preprocessing: [] };

/** A 2NN as the global model: its frame is larger than three chunks. */
export const globalModel = await (async () => {
  const { manifest, init } = models.get(task.model).build(input);
  const values = init(1);
  const frame = encodeFrame('weights', { manifest, values });
  return { manifest, values, frame, digest: await digestOf(frame) };
})();

export const runOffer = (changes: Partial<RunOffer> = {}): RunOffer => ({
  runId: 'run-one',
  name: 'Digits',
  task,
  partition: { partitioner: 'IidPartitioner', params: {}, seed: 1 },
  strategy: 'FedAvg',
  status: 'running',
  round: 0,
  rounds: 3,
  modelBytes: globalModel.frame.length,
  updateBytes: globalModel.frame.length,
  accuracy: null,
  loss: null,
  ...changes,
});

export const roundPlan = (changes: Partial<RoundPlan> = {}): RoundPlan => ({
  runId: 'run-one',
  round: 1,
  attempt: 1,
  checkpoint: globalModel.digest,
  modelBytes: globalModel.frame.length,
  task,
  partition: runOffer().partition,
  work: { epochs: 1, batchSize: 10, learningRate: 0.1, method: { name: 'sgd' } },
  upload: { noise: null, stages: [{ name: 'float32', params: {} }], errorFeedback: false },
  seed: 7,
  countedRound: null,
  remainingMs: 60_000,
  ...changes,
});

export const backendChoice: BackendChoice = {
  backend: 'cpu',
  stepMs: 1,
  reason: 'The tests need no other.',
  tried: [],
};

export const someExamples = (numExamples = 4): Examples => ({
  numExamples,
  featureShape: input.featureShape,
  features: new Uint8Array(numExamples * 784),
  labels: new Int32Array(numExamples),
});

/** What {@link createStepTrainer} makes of a plan's seed. */
export const expectedDelta = (seed: number): Float32Array =>
  modelDelta(
    globalModel.values.map((weight) => weight - deriveSeed(seed, 'step') / 2 ** 40),
    globalModel.values,
  );

export interface StepTrainer extends Trainer {
  /** Seeds of the trainings that were begun and of those that were cancelled. */
  readonly begun: readonly number[];
  readonly cancelled: readonly number[];
}

/**
 * A trainer without tensors: moves every weight by an amount that the seed decides.
 * @param until resolves when training may end; at once without it.
 */
export const createStepTrainer = (until: () => Promise<void> = async () => {}): StepTrainer => {
  const begun: number[] = [];
  const cancelled: number[] = [];
  let numExamples = 0;
  return {
    begun,
    cancelled,
    prepare: async () => backendChoice,
    load: async (examples) => {
      numExamples = examples.numExamples;
    },
    train: async ({ weights, seed }, { onProgress, signal } = {}) => {
      begun.push(seed);
      onProgress?.({ step: 1, steps: 1, epoch: 1, loss: 2.3 });
      await Promise.race([
        until(),
        new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve())),
      ]);
      if (signal?.aborted) {
        cancelled.push(seed);
        throw new Error('Training was cancelled.');
      }
      const after = weights.map((weight) => weight - deriveSeed(seed, 'step') / 2 ** 40);
      const scores = { lossBefore: 2.3, lossAfter: 2, accuracyBefore: 0.1, accuracyAfter: 0.2 };
      const delta = modelDelta(after, weights);
      return { delta, numExamples, metrics: scores, steps: 1, trainMs: 1 };
    },
    evaluate: async () => ({ loss: 2.3, accuracy: 0.1, numExamples }),
    predict: async () => ({ outputs: new Float32Array(0), width: 1 }),
    close: async () => {},
  };
};
