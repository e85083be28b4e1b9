import type { BuiltModel, Examples, Score, Tensor, Tf } from '@tributary/model-zoo';
import { labelsOf } from './batch.ts';
import { forwardInBatches } from './forward-in-batches.ts';
import { assertLabels } from './labels.ts';
import { toTensors } from './weights-bridge.ts';

export interface EvaluateOptions {
  readonly tf: Tf;
  readonly model: BuiltModel;
  readonly weights: Float32Array;
  readonly examples: Examples;
  /** Examples per forward pass; without it, as many as fit into modest memory. */
  readonly batchSize?: number;
  /** Whether it is counted too what was taken for what. */
  readonly confusion?: boolean;
}

/** How a model did on some examples. */
export interface Evaluation extends Score {
  /** [class × what it was taken for] numbers of labels; there where it was asked for, of classes only. */
  readonly confusion?: Uint32Array;
}

/** log Σ exp(zᵢ) − z_label over one row, in float64 and without overflow. */
const rowLoss = (row: Float32Array, label: number): number => {
  const largest = row.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
  return largest + Math.log(sum) - (row[label] as number);
};

const argMax = (row: Float32Array): number =>
  row.reduce((best, value, index) => (value > (row[best] as number) ? index : best), 0);

/** The same with weights on the device and for chosen examples only. */
export const evaluateOn = async (
  tf: Tf,
  model: BuiltModel,
  options: {
    readonly weights: readonly Tensor[];
    readonly examples: Examples;
    readonly indices: Int32Array;
    readonly batchSize?: number | undefined;
    readonly confusion?: boolean | undefined;
  },
): Promise<Evaluation> => {
  const { examples, indices } = options;
  const isNumber = examples.labels instanceof Float32Array;
  let confusion: Uint32Array | undefined;
  let loss = 0;
  let correct = 0;
  let count = 0;
  // Scores are counted here: a few numbers a row, exact, and the same whatever the backend.
  for await (const { values, width, chosen } of forwardInBatches(tf, model, options)) {
    const labels = labelsOf(examples, chosen);
    assertLabels(labels, width);
    if (options.confusion && !isNumber) confusion ??= new Uint32Array(width * width);
    for (const [row, label] of labels.entries()) {
      const scores = values.subarray(row * width, (row + 1) * width);
      const taken = argMax(scores);
      loss += isNumber ? ((scores[0] as number) - label) ** 2 : rowLoss(scores, label);
      if (taken === label) correct++;
      if (confusion) confusion[label * width + taken] = (confusion[label * width + taken] ?? 0) + 1;
    }
    count += labels.length;
  }
  return {
    loss: loss / count,
    accuracy: isNumber ? null : correct / count,
    numExamples: indices.length,
    ...(confusion && { confusion }),
  };
};

/**
 * Loss and accuracy of a model over examples, batch by batch; leaves no tensor behind.
 * With no examples at all the scores are NaN.
 * @throws {RangeError} on a label that the model has no class for.
 */
export const evaluate = async (options: EvaluateOptions): Promise<Evaluation> => {
  const { tf, model, examples, batchSize, confusion } = options;
  const weights = toTensors(tf, model.manifest, options.weights);
  try {
    const indices = Int32Array.from({ length: examples.numExamples }, (_, index) => index);
    return await evaluateOn(tf, model, { weights, examples, indices, batchSize, confusion });
  } finally {
    tf.dispose(weights);
  }
};
