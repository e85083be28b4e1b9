import { MAX_ABS_DELTA } from './client-update.ts';
import { BLOCK_LENGTH, type DeltaReader, forEachBlock } from './delta-reader.ts';

/**
 * Exact sums of weighted deltas.
 *
 * Every term w·δ is rounded once to an integer multiple of 2^−fractionBits and added as an integer
 * held in a float64. Integers below 2^53 add without error, so the sum does not depend on the order
 * of arrival, a replay gives the same bits, and a modular secure sum can take its place later.
 */
export interface FixedPointSum {
  /** Integer sums, one per weight. */
  readonly sums: Float64Array;
  /** One unit of `sums` is 2^−fractionBits of Σ w·δ. */
  readonly fractionBits: number;
}

/** A delta and what it counts. */
export interface WeightedDelta {
  readonly delta: DeltaReader;
  readonly weight: number;
}

/** Sums stay below 2^51, the range in which the rounding trick below is right. */
const SUM_BITS = 51;
/** Where nothing has any weight there is still a sum: of zeros. */
const LEAST_WEIGHT = 2 ** -100;
/** Adding and taking away 1.5 · 2^52 rounds a float64 of size below 2^51 to the nearest integer. */
const ROUND_TO_INTEGER = 1.5 * 2 ** 52;

/**
 * A sum that can hold any updates whose weights add up to at most `totalWeight` and whose elements
 * are at most {@link MAX_ABS_DELTA}: |Σ w·δ| · 2^fractionBits ≤ 2^51 by construction.
 *
 * The mean of K updates is then off by at most K · 2^−(fractionBits + 1) / totalWeight: under 1e-12
 * for 50 clients with 60,000 examples, where float32 itself rounds a weight of 0.05 by 4e-9.
 */
export const createFixedPointSum = (size: number, totalWeight: number): FixedPointSum => ({
  sums: new Float64Array(size),
  fractionBits:
    SUM_BITS - Math.ceil(Math.log2(MAX_ABS_DELTA * Math.max(totalWeight, LEAST_WEIGHT))),
});

/**
 * Adds Σ w·δ to the running sum, in place, a block of all the deltas at a time, so that the block of
 * sums stays in the cache. Elements of the deltas must be within the bound.
 */
export const addToFixedPointSum = (
  { sums, fractionBits }: FixedPointSum,
  terms: readonly WeightedDelta[],
): void => {
  const values = new Float32Array(BLOCK_LENGTH);
  forEachBlock(sums.length, (begin, length) => {
    const block = sums.subarray(begin, begin + length);
    for (const { delta, weight } of terms) {
      delta.read(begin, values.subarray(0, length));
      addScaledIntegers(block, values, weight * 2 ** fractionBits);
    }
  });
};

const addScaledIntegers = (sums: Float64Array, values: Float32Array, scale: number): void => {
  for (let i = 0; i < sums.length; i++) {
    const term = (values[i] as number) * scale + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
    sums[i] = (sums[i] as number) + term;
  }
};

/** Σ w·δ / divisor as float32: one division in float64 and one rounding per element. */
export const meanOfFixedPointSum = (
  { sums, fractionBits }: FixedPointSum,
  divisor: number,
): Float32Array => {
  const unit = divisor * 2 ** fractionBits;
  const mean = new Float32Array(sums.length);
  for (let i = 0; i < sums.length; i++) mean[i] = (sums[i] as number) / unit;
  return mean;
};
