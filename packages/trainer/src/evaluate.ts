import {
  type BuiltModel,
  type Examples,
  inputSize,
  type Score,
  type Tensor,
  type Tf,
} from '@tributary/model-zoo';
import { labelsOf, labelsPerExample, uploadBatch } from './batch.ts';
import { assertLabels } from './labels.ts';
import { toTensors } from './weights-bridge.ts';

export interface EvaluateOptions {
  readonly tf: Tf;
  readonly model: BuiltModel;
  readonly weights: Float32Array;
  readonly examples: Examples;
  /** Examples per forward pass; without it, as many as fit into modest memory. */
  readonly batchSize?: number;
}

/** log Σ exp(zᵢ) − z_label over one row, in float64 and without overflow. */
const rowLoss = (row: Float32Array, label: number): number => {
  const largest = row.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
  return largest + Math.log(sum) - (row[label] as number);
};

/** What one forward pass holds at most, in rows of logits and in numbers that go in. */
const AT_ONCE = { rows: 1000, inputs: 2 ** 18 } as const;

/** Examples per forward pass: a transformer or a deep network on 1,000 of them would fill gigabytes. */
const batchSizeFor = (examples: Examples): number => {
  const byRows = AT_ONCE.rows / labelsPerExample(examples);
  const byInputs = AT_ONCE.inputs / inputSize(examples);
  return Math.max(1, Math.floor(Math.min(byRows, byInputs)));
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
    readonly batchSize?: number;
  },
): Promise<Score> => {
  const { weights, examples, indices, batchSize = batchSizeFor(options.examples) } = options;
  const isNumber = examples.labels instanceof Float32Array;
  let loss = 0;
  let correct = 0;
  let count = 0;
  for (let start = 0; start < indices.length; start += batchSize) {
    const chosen = indices.subarray(start, start + batchSize);
    const logits = tf.tidy(() =>
      model.forward(tf, weights, uploadBatch(tf, examples, chosen).inputs),
    );
    // Scores are counted here: a few numbers a row, exact, and the same whatever the backend.
    const values = await logits.data<'float32'>();
    const numClasses = logits.shape.at(-1) as number;
    logits.dispose();
    const labels = labelsOf(examples, chosen);
    assertLabels(labels, numClasses);
    for (const [row, label] of labels.entries()) {
      const scores = values.subarray(row * numClasses, (row + 1) * numClasses);
      loss += isNumber ? ((scores[0] as number) - label) ** 2 : rowLoss(scores, label);
      if (argMax(scores) === label) correct++;
    }
    count += labels.length;
  }
  return {
    loss: loss / count,
    accuracy: isNumber ? null : correct / count,
    numExamples: indices.length,
  };
};

/**
 * Loss and accuracy of a model over examples, batch by batch; leaves no tensor behind.
 * With no examples at all the scores are NaN.
 * @throws {RangeError} on a label that the model has no class for.
 */
export const evaluate = async (options: EvaluateOptions): Promise<Score> => {
  const { tf, model, examples, batchSize } = options;
  const weights = toTensors(tf, model.manifest, options.weights);
  try {
    const indices = Int32Array.from({ length: examples.numExamples }, (_, index) => index);
    return await evaluateOn(tf, model, {
      weights,
      examples,
      indices,
      ...(batchSize === undefined ? {} : { batchSize }),
    });
  } finally {
    tf.dispose(weights);
  }
};
