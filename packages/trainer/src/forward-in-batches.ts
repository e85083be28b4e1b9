import {
  type BuiltModel,
  type Examples,
  inputSize,
  type Tensor,
  type Tf,
} from '@tributary/model-zoo';
import { labelsPerExample, uploadBatch } from './batch.ts';

/** What the model says of some examples. */
export interface BatchOutputs {
  /** [rows × width] logits; one row for each label. */
  readonly values: Float32Array;
  /** How many logits a row has: the classes, or 1 for a number. */
  readonly width: number;
  readonly chosen: Int32Array;
}

interface ForwardOptions {
  /** On the device, in manifest order. */
  readonly weights: readonly Tensor[];
  readonly examples: Examples;
  readonly indices: Int32Array;
  /** Examples per forward pass; without it, as many as fit into modest memory. */
  readonly batchSize?: number | undefined;
}

/** What one forward pass holds at most, in rows of logits and in numbers that go in. */
const AT_ONCE = { rows: 1000, inputs: 2 ** 18 } as const;

/** Examples per forward pass: a transformer or a deep network on 1,000 of them would fill gigabytes. */
const batchSizeFor = (examples: Examples): number => {
  const byRows = AT_ONCE.rows / labelsPerExample(examples);
  const byInputs = AT_ONCE.inputs / inputSize(examples);
  return Math.max(1, Math.floor(Math.min(byRows, byInputs)));
};

/** Asks a model about the chosen examples, batch by batch, in their order; leaves no tensor behind. */
export async function* forwardInBatches(
  tf: Tf,
  model: BuiltModel,
  { weights, examples, indices, batchSize = batchSizeFor(examples) }: ForwardOptions,
): AsyncGenerator<BatchOutputs> {
  for (let start = 0; start < indices.length; start += batchSize) {
    const chosen = indices.subarray(start, start + batchSize);
    const logits = tf.tidy(() =>
      model.forward(tf, weights, uploadBatch(tf, examples, chosen).inputs),
    );
    const values = await logits.data<'float32'>();
    const width = logits.shape.at(-1) as number;
    logits.dispose();
    yield { values, width, chosen };
  }
}
