import { BLOCK_LENGTH } from '../delta-reader.ts';
import type { WeightManifest } from '../flat-weights.ts';
import { createRandom } from '../random.ts';

/** A vector that is meant to trip a compressor up, and a model that it could belong to. */
export interface AwkwardVector {
  readonly title: string;
  readonly manifest: WeightManifest;
  readonly values: Float32Array;
}

/** A model of one matrix and one vector that has just so many weights. */
export const manifestOfSize = (size: number): WeightManifest => {
  const cols = Math.max(1, Math.floor(Math.sqrt(size)));
  const rows = Math.floor(size / cols);
  const left = size - rows * cols;
  const matrix = { name: 'kernel', shape: [rows, cols] };
  return left === 0 ? [matrix] : [matrix, { name: 'bias', shape: [left] }];
};

export const vectorOf = (
  title: string,
  size: number,
  valueAt: (index: number) => number,
): AwkwardVector => ({
  title,
  manifest: manifestOfSize(size),
  values: Float32Array.from({ length: size }, (_, index) => valueAt(index)),
});

/** Gaussian values of a size that model deltas have. */
export const gaussian = (size: number, seed: number): AwkwardVector => {
  const random = createRandom(seed);
  return vectorOf(`${size} Gaussian values`, size, () => random.normal() * 1e-3);
};

/** Zero, constant, tiny, huge, sparse, of every length that a block could stumble over. */
export const awkwardVectors = (): AwkwardVector[] => {
  const random = createRandom(17);
  const size = BLOCK_LENGTH + 77;
  return [
    vectorOf('zeros', size, () => 0),
    vectorOf('negative zeros', 100, () => -0),
    vectorOf('one constant', size, () => 0.125),
    vectorOf('the tiniest values', 300, (i) => (i % 3) * 1.4e-45),
    vectorOf('tiny values', size, () => random.normal() * 1e-30),
    vectorOf('huge values', size, () => random.normal() * 1e15),
    vectorOf('values of every size', size, () => random.normal() * 10 ** (random.integer(12) - 11)),
    vectorOf('one value among zeros', size, (i) => (i === 4321 ? -3 : 0)),
    vectorOf('zeros but for the last', size, (i) => (i === size - 1 ? 1 : 0)),
    ...[1, 2, 3, 63, 65, 1023, BLOCK_LENGTH - 1, BLOCK_LENGTH, BLOCK_LENGTH + 1].map((length) =>
      gaussian(length, length),
    ),
    gaussian(3 * BLOCK_LENGTH + 1500, 5),
  ];
};
