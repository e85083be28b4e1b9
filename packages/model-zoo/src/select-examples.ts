import type { Examples } from './dataset.ts';

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
  const size = featureShape.reduce((total, length) => total * length, 1);
  const selected =
    features instanceof Uint8Array
      ? new Uint8Array(indices.length * size)
      : new Float32Array(indices.length * size);
  indices.forEach((index, row) => {
    selected.set(features.subarray(index * size, (index + 1) * size), row * size);
  });
  return {
    numExamples: indices.length,
    featureShape,
    features: selected,
    labels: indices.map((index) => labels[index] as number),
    ...(naturalIds && { naturalIds: indices.map((index) => naturalIds[index] as number) }),
  };
};
