import { createRandom } from '@tributary/fedavg';
import type { Tensor, Tf } from '@tributary/model-zoo';

/** An input and how its numbers are drawn; real ones lie on a shuffled grid, so that none are near. */
export interface SweepInput {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  /** Real numbers lie between the two, whole ones in [low, high). */
  readonly low: number;
  readonly high: number;
}

/** One use of one operation, or of a few as a layer has them. */
export interface SweepCase {
  /** Unique; the seed of the inputs' numbers. */
  readonly name: string;
  readonly inputs: readonly SweepInput[];
  /** A function of the inputs alone, smooth near them. */
  compute(tf: Tf, ...inputs: Tensor[]): Tensor;
  /** The largest error allowed, relative to the largest number; 1e-4 if absent. */
  readonly tolerance?: number;
}

/**
 * Real numbers, each `low` + (i + ½)(`high` − `low`)/size for some i of its own. By default their mean
 * is not nought, so that a sum of them has an error to be relative to.
 */
export const real = (shape: readonly number[], low = -0.7, high = 1): SweepInput => ({
  shape,
  dtype: 'float32',
  low,
  high,
});

/** Whole numbers in [0, bound). */
export const whole = (shape: readonly number[], bound: number): SweepInput => ({
  shape,
  dtype: 'int32',
  low: 0,
  high: bound,
});

/** Truth values. */
export const truth = (shape: readonly number[]): SweepInput => ({
  shape,
  dtype: 'bool',
  low: 0,
  high: 2,
});

/** The numbers of an input, the same everywhere for the same seed. */
export const drawNumbers = (input: SweepInput, seed: number): Float32Array | Int32Array => {
  const { shape, dtype, low, high } = input;
  const random = createRandom(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  if (dtype !== 'float32') {
    return Int32Array.from({ length: size }, () => low + random.integer(high - low));
  }
  const grid = Float32Array.from(
    { length: size },
    (_, index) => low + ((index + 0.5) * (high - low)) / size,
  );
  return random.shuffle(grid);
};
