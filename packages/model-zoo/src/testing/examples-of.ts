import type { Examples } from '../dataset.ts';
import { inputSize } from '../model-input.ts';

/** Examples of class 0 from their numbers, row by row. */
export const examplesOf = (
  featureShape: readonly number[],
  features: Examples['features'],
): Examples => {
  const numExamples = features.length / inputSize({ featureShape });
  return { numExamples, featureShape, features, labels: new Int32Array(numExamples) };
};
