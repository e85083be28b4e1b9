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
  const examples = { ...options.examples, labels: new Int32Array(numExamples) };
  const weights = toTensors(tf, model.manifest, options.weights);
  const indices = Int32Array.from({ length: numExamples }, (_, index) => index);
  const parts: Float32Array[] = [];
  let width = 0;
  try {
    for await (const batch of forwardInBatches(tf, model, { weights, examples, indices })) {
      width = batch.width;
      parts.push(batch.values);
    }
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
