import { z } from 'zod';
import type { Random } from '../random.ts';
import { countBlocks, forEachRun } from './block-runs.ts';

/** Whether rounding depends on chance. */
export const roundingSchema = (whenAbsent: 'stochastic' | 'nearest') =>
  z.enum(['stochastic', 'nearest']).default(whenAbsent).meta({
    title: 'Rounding',
    description:
      'Stochastic rounds up or down by chance, so that the mean over many clients is right; nearest errs half as much in each value.',
  });
export type Rounding = z.output<ReturnType<typeof roundingSchema>>;

/** What is added before a number is rounded down: u ∈ [0, 1) for stochastic rounding, else ½. */
export const roundingOffset = (rounding: Rounding, random: Random): (() => number) =>
  rounding === 'stochastic' ? random.uniform : () => 0.5;

export interface QuantisedBlocks {
  /** One per block, float32. */
  readonly scales: Float32Array;
  /** One per value, from −levels to levels. */
  readonly codes: Int8Array;
}

export interface Quantisation {
  readonly block: number;
  /** The largest code, at most 127. */
  readonly levels: number;
  readonly rounding: Rounding;
  readonly random: Random;
}

/**
 * x ≈ scale·code with scale = max|x| / levels in each block, and code = ⌊x/scale + u⌋. With uniform u
 * that is x on average (Alistarh et al. 2017, "QSGD", section 3.1, with the maximum for the norm).
 * A block with a NaN or an infinite value decodes to NaN, so that a model that diverged is seen.
 */
export const quantiseBlocks = (
  values: Float32Array,
  { block, levels, rounding, random }: Quantisation,
): QuantisedBlocks => {
  const scales = new Float32Array(countBlocks(values.length, block));
  const codes = new Int8Array(values.length);
  const offset = roundingOffset(rounding, random);
  forEachRun(values, block, (run, index) => {
    const scale = blockScale(run, levels);
    scales[index] = scale;
    quantiseRun({ run, scale, levels, offset }, codes.subarray(index * block));
  });
  return { scales, codes };
};

interface Run {
  readonly run: Float32Array;
  readonly scale: number;
  readonly levels: number;
  readonly offset: () => number;
}

const quantiseRun = ({ run, scale, levels, offset }: Run, codes: Int8Array): void => {
  const perUnit = 1 / scale;
  for (let i = 0; i < run.length; i++) {
    const code = Math.floor((run[i] as number) * perUnit + offset());
    codes[i] = Math.max(-levels, Math.min(levels, code));
  }
};

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** The smallest float32 scale with max|x| ≤ levels·scale; NaN or infinite if a value is. */
export const blockScale = (run: Float32Array, levels: number): number => {
  let largest = 0;
  for (let i = 0; i < run.length; i++) largest = Math.max(largest, Math.abs(run[i] as number));
  const scale = Math.fround(largest / levels);
  if (!(scale * levels < largest)) return scale;
  // The next float32 above: a value beyond the last code could not be rounded without bias.
  scratch[0] = scale;
  scratchBits[0] = (scratchBits[0] as number) + 1;
  return scratch[0];
};

/** √Σ n·scale² over the blocks (¼ of it under the root when rounding to the nearest). */
export const quantisationBound = (
  values: Float32Array,
  { block, levels, rounding }: Omit<Quantisation, 'random'>,
): number => {
  let squares = 0;
  forEachRun(values, block, (run) => {
    squares += run.length * blockScale(run, levels) ** 2;
  });
  return Math.sqrt(squares) * (rounding === 'nearest' ? 0.5 : 1);
};
