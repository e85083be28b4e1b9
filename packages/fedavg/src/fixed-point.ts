import { MAX_ABS_DELTA } from './client-update.ts';
import { BLOCK_LENGTH, type DeltaReader, forEachBlock } from './delta-reader.ts';
import { foldScaled, type ScaledRows } from './kernels/fold-scaled.ts';
import { atWorkbench } from './kernels/workbench.ts';

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

/** Sums stay below 2^51, the range in which the kernel's way of rounding is right. */
const SUM_BITS = 51;
/** Where nothing has any weight there is still a sum: of zeros. */
const LEAST_WEIGHT = 2 ** -100;
/** A cache line more than a block: rows that are a power of two apart push each other out of it. */
const STRIDE = BLOCK_LENGTH + 16;

/**
 * A sum that can hold any updates whose weights add up to at most `totalWeight` and whose elements
 * are at most {@link MAX_ABS_DELTA}: |Σ w·δ| · 2^fractionBits ≤ 2^51 by construction.
 *
 * The mean of K updates is then off by at most K · 2^−(fractionBits + 1) / totalWeight: under 1e-12
 * for 50 clients with 60,000 examples, where float32 itself rounds a weight of 0.05 by 4e-9.
 */
export const createFixedPointSum = (size: number, totalWeight: number): FixedPointSum => {
  if (!Number.isFinite(totalWeight)) throw new RangeError('The weights have no finite sum.');
  return {
    sums: new Float64Array(size),
    fractionBits:
      SUM_BITS - Math.ceil(Math.log2(MAX_ABS_DELTA * Math.max(totalWeight, LEAST_WEIGHT))),
  };
};

/** Deltas that are folded at a time: their blocks and the block of sums stay in a core's own cache. */
const GROUP = 8;

/**
 * Adds Σ w·δ to the running sum, in place, a block of all the deltas at a time, so that the block of
 * sums stays in the cache. Elements of the deltas must be within the bound.
 */
export const addToFixedPointSum = (
  { sums, fractionBits }: FixedPointSum,
  terms: readonly WeightedDelta[],
): void => {
  const group = Math.min(GROUP, terms.length);
  const bytes = 4 * group * STRIDE + 8 * group + 8 * BLOCK_LENGTH;
  atWorkbench(bytes, (bench) => {
    const values = bench.floats(group * STRIDE);
    const room: Room = {
      values,
      rows: Array.from({ length: group }, (_, row) =>
        values.subarray(row * STRIDE, row * STRIDE + BLOCK_LENGTH),
      ),
      scales: bench.doubles(group),
    };
    const copy = bench.run && bench.doubles(BLOCK_LENGTH);
    const unit = 2 ** fractionBits;
    forEachBlock(sums.length, (begin, length) => {
      const block = sums.subarray(begin, begin + length);
      // Kernels work on sums in their own memory, loops on the sums where they lie.
      const working = copy?.subarray(0, length) ?? block;
      if (copy) working.set(block);
      foldScaled(bench, working, readGroups(terms, { begin, length, unit }, room));
      if (copy) block.set(working);
    });
  });
};

/** Where the blocks of a group are read to. */
interface Room {
  readonly values: Float32Array;
  /** The same, block by block. */
  readonly rows: readonly Float32Array[];
  readonly scales: Float64Array;
}

/** Reads a block of the terms, as many at a time as there is room for. */
function* readGroups(
  terms: readonly WeightedDelta[],
  { begin, length, unit }: { begin: number; length: number; unit: number },
  { values, rows, scales }: Room,
): Iterable<ScaledRows> {
  for (let first = 0; first < terms.length; first += rows.length) {
    const count = Math.min(rows.length, terms.length - first);
    for (let at = 0; at < count; at++) {
      const { delta, weight } = terms[first + at] as WeightedDelta;
      const row = rows[at] as Float32Array;
      delta.read(begin, length === BLOCK_LENGTH ? row : row.subarray(0, length));
      scales[at] = weight * unit;
    }
    yield { values, stride: STRIDE, scales, count };
  }
}

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
