import { createRandom, type Seed } from '@tributary/fedavg';
import { z } from 'zod';

/**
 * Sizes of partitions as text that a form can hold, e.g. "600, 300, 100"; a list of numbers is taken
 * too and becomes such text.
 */
export const partitionSizesSchema = z
  .preprocess(
    (value) => (Array.isArray(value) ? value.join(', ') : value),
    z
      .string()
      .max(100_000)
      .regex(
        /^\s*[1-9]\d{0,8}(\s*,\s*[1-9]\d{0,8})*\s*$/,
        'Enter whole numbers above 0 with commas between them.',
      ),
  )
  .default('100, 200, 300')
  .meta({
    title: 'Sizes of the partitions',
    description: 'How many examples each client gets, with commas between; the rest is left out.',
  });

/**
 * The sizes that the text of {@link partitionSizesSchema} stands for.
 * @throws {RangeError} when there are fewer examples than that.
 */
export const parseSizes = (text: string, numExamples: number): number[] => {
  const sizes = text.split(',').map(Number);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > numExamples) {
    throw new RangeError(
      `The sizes add up to ${total}, but there are ${numExamples} examples. Lower some of them.`,
    );
  }
  return sizes;
};

/** Cuts shuffled examples into partitions of given sizes; what is left over is in none of them. */
export const partitionBySizes = (
  numExamples: number,
  sizes: readonly number[],
  seed: Seed,
): Int32Array[] => {
  const order = createRandom(seed).shuffle(Int32Array.from({ length: numExamples }, (_, i) => i));
  let start = 0;
  return sizes.map((size) => {
    const end = start + size;
    const indices = order.slice(start, end).sort();
    start = end;
    return indices;
  });
};

/**
 * Sizes in the proportion of weights: rounded down, and the last one, which is meant to be the
 * largest, gets what is left.
 * @throws {RangeError} when some partition would get nothing.
 */
export const sizesByWeight = (numExamples: number, weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => Math.floor((weight / total) * numExamples));
  const rest = numExamples - sizes.reduce((sum, size) => sum + size, 0);
  const last = sizes.length - 1;
  sizes[last] = (sizes[last] as number) + rest;
  const empty = sizes.indexOf(0);
  if (empty >= 0) {
    throw new RangeError(
      `${numExamples} examples are too few: partition ${empty} of ${sizes.length} would be empty. Make fewer partitions.`,
    );
  }
  return sizes;
};
