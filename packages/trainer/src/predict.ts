import type { BuiltModel, Examples, Tf } from '@tributary/model-zoo';
import { forwardInBatches } from './forward-in-batches.ts';
import { toTensors } from './weights-bridge.ts';

/** Examples of which nobody has said what they are. */
export type UnlabelledExamples = Pick<Examples, 'numExamples' | 'featureShape' | 'features'>;

export interface PredictOptions {
  readonly tf: Tf;
  readonly model: BuiltModel;
  readonly weights: Float32Array;
  readonly examples: UnlabelledExamples;
}

/** What a model says, as it says it. */
export interface Prediction {
  /** [rows × width] logits, a row for each example or for each of its positions; or predicted numbers. */
  readonly outputs: Float32Array;
  /** The classes, or 1 for a number. */
  readonly width: number;
}

/** Asks a model about examples, batch by batch; leaves no tensor behind. */
export const predict = async (options: PredictOptions): Promise<Prediction> => {
  const { tf, model } = options;
  const { numExamples } = options.examples;
  const weights = toTensors(tf, model.manifest, options.weights);
  const indices = Int32Array.from({ length: numExamples }, (_, index) => index);
  const parts: Float32Array[] = [];
  let width = 0;
  const ask = async (chosen: Int32Array, rowsEach: number): Promise<void> => {
    const examples = { ...options.examples, labels: new Int32Array(numExamples * rowsEach) };
    for await (const batch of forwardInBatches(tf, model, { weights, examples, indices: chosen })) {
      width = batch.width;
      parts.push(batch.values);
    }
  };
  try {
    // How many rows an example has, and so how many go at once, its model alone can say: the first goes by itself.
    await ask(indices.subarray(0, 1), 1);
    await ask(indices.subarray(1), (parts[0]?.length ?? 0) / Math.max(1, width));
  } finally {
    tf.dispose(weights);
  }
  return { outputs: joined(parts), width };
};

const joined = (parts: readonly Float32Array[]): Float32Array => {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
