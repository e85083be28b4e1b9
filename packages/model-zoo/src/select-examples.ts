import type { Examples } from './dataset.ts';
import { inputSize } from './model-input.ts';

/**
 * A copy of some examples, in the order of `indices`.
 * @throws {RangeError} when an index is not that of an example.
 */
export const selectExamples = (examples: Examples, indices: Int32Array): Examples => {
  const { features, labels, naturalIds, featureShape } = examples;
  const stray = indices.find((index) => index < 0 || index >= examples.numExamples);
  if (stray !== undefined) {
    throw new RangeError(`There is no example ${stray} among ${examples.numExamples}.`);
  }
  const size = inputSize(examples);
  const perExample = labels.length / examples.numExamples;
  const selected = emptyLike(features, indices.length * size);
  const marks = emptyLike(labels, indices.length * perExample);
  indices.forEach((index, row) => {
    selected.set(features.subarray(index * size, (index + 1) * size), row * size);
    marks.set(labels.subarray(index * perExample, (index + 1) * perExample), row * perExample);
  });
  return {
    numExamples: indices.length,
    featureShape,
    features: selected,
    labels: marks,
    ...(naturalIds && { naturalIds: indices.map((index) => naturalIds[index] as number) }),
  };
};

const emptyLike = <Values extends Examples['features']>(values: Values, length: number): Values =>
  new (values.constructor as new (length: number) => Values)(length);
