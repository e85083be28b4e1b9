import type { Tensor, Tf } from '@tributary/model-zoo';
import { uploadBatch } from './batch.ts';
import { SELF_TEST, selfTestExamples, selfTestNet, selfTestWeights } from './self-test-net.ts';
import { SELF_TEST_GRADIENTS } from './self-test-vectors.ts';
import { createTrainStep } from './step/train-step.ts';
import { toFlatWeights, toTensors } from './weights-bridge.ts';

/** Float32 arithmetic stays within 1e-6 of float64 here; half precision does not come near. */
const TOLERANCE = 1e-4;

/** The largest |aᵢ − bᵢ|, relative to the largest |bᵢ|; NaN if anything is. */
const relativeError = (a: Float32Array, b: readonly number[]): number => {
  const largest = b.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const furthest = b.reduce(
    (max, value, index) => Math.max(max, Math.abs(value - (a[index] ?? Number.NaN))),
    0,
  );
  return furthest / largest;
};

/** tfjs issue 8638: with some WebGPU drivers the transpose of integers is all zeros. */
const transposesIntegers = async (tf: Tf): Promise<boolean> => {
  const transposed = tf.tidy(() => tf.transpose(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3], 'int32')));
  const values = await transposed.data();
  transposed.dispose();
  return [1, 4, 2, 5, 3, 6].every((value, index) => values[index] === value);
};

/** The gradients of both steps, each as one flat vector, read off the weights that they moved. */
const twoSteps = async (tf: Tf, signal: AbortSignal | undefined): Promise<Float32Array[]> => {
  const indices = Int32Array.from({ length: SELF_TEST.batchSize }, (_, index) => index);
  const { learningRate } = SELF_TEST;
  const work = { epochs: 1, batchSize: SELF_TEST.batchSize, learningRate };
  let weights: Tensor[] = toTensors(tf, selfTestNet.manifest, selfTestWeights());
  let before = selfTestWeights();
  const flat: Float32Array[] = [];
  try {
    for (let step = 0; step < SELF_TEST.steps; step++) {
      const { state, loss } = tf.tidy(() =>
        createTrainStep(tf, { model: selfTestNet, work, weights }).step(
          weights,
          uploadBatch(tf, selfTestExamples(), indices),
        ),
      );
      tf.dispose([weights, loss]);
      weights = state;
      const after = await toFlatWeights(tf, weights);
      const old = before;
      flat.push(after.map((value, index) => ((old[index] as number) - value) / learningRate));
      before = after;
      signal?.throwIfAborted();
    }
  } finally {
    tf.dispose(weights);
  }
  return flat;
};

/**
 * Trains a small fixed net for two steps on the current backend and compares the gradients with
 * stored float64 ones. Gradients, not losses: a wrong gradient often still lowers the loss.
 *
 * @param signal stops the test: tfjs has one current backend, which by then is another
 * @returns why the backend must not be used, as a clause in plain words, or undefined if it is right.
 */
export const selfTest = async (tf: Tf, signal?: AbortSignal): Promise<string | undefined> => {
  const gradients = await twoSteps(tf, signal);
  for (const [step, gradient] of gradients.entries()) {
    const error = relativeError(gradient, SELF_TEST_GRADIENTS[step] ?? []);
    if (!(error < TOLERANCE)) {
      return `computes wrong gradients (step ${step + 1} of the self-test is off by ${(100 * error).toPrecision(2)} %)`;
    }
  }
  if (!(await transposesIntegers(tf))) return 'transposes integers wrongly';
  return undefined;
};
