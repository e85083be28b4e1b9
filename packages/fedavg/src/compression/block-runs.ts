import { z } from 'zod';
import { BLOCK_LENGTH, type DeltaReader } from '../delta-reader.ts';

/** How many values share a scale: a power of two, so that blocks never straddle what is read at a time. */
export const blockSchema = (whenAbsent: number) =>
  z
    .number()
    .int()
    .min(64)
    .max(BLOCK_LENGTH)
    .refine((block) => BLOCK_LENGTH % block === 0, 'Must be a power of two.')
    .default(whenAbsent)
    .meta({
      title: 'Block',
      description:
        'How many neighbouring values share a scale; a power of two from 64 to 8192. Fewer are more exact and cost more bytes.',
    });

export const countBlocks = (length: number, block: number): number => Math.ceil(length / block);

/** Calls back for each block of a vector with a view of its values. */
export const forEachRun = (
  values: Float32Array,
  block: number,
  visit: (run: Float32Array, index: number) => void,
): void => {
  for (let index = 0; index * block < values.length; index++) {
    visit(values.subarray(index * block, (index + 1) * block), index);
  }
};

/**
 * A delta that is decoded scale by scale.
 * @param decodeRun writes the values from `begin` on, which all lie in block `index`, into `out`
 */
export const readInRuns = (
  size: number,
  block: number,
  decodeRun: (out: Float32Array, begin: number, index: number) => void,
): DeltaReader => ({
  size,
  read: (begin, out) => {
    for (let from = 0; from < out.length; from += block) {
      decodeRun(out.subarray(from, from + block), begin + from, (begin + from) / block);
    }
  },
});
