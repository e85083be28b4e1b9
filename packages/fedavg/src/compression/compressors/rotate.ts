import { z } from 'zod';
import { BLOCK_LENGTH, type DeltaReader, forEachBlock } from '../../delta-reader.ts';
import { deriveSeed, type Seed } from '../../random.ts';
import { norm2 } from '../../vector.ts';
import { defineTransform, unreadable } from '../compressor.ts';
import { flipSigns, transformHadamard } from '../hadamard.ts';

const SEED_BYTES = 4;

/** The last block is filled up with zeros to a power of two. */
const paddedLength = (length: number): number => {
  let padded = 1;
  while (padded < length) padded *= 2;
  return padded;
};

const rotatedLength = (size: number): number => {
  const last = size % BLOCK_LENGTH;
  return size - last + (last === 0 ? 0 : paddedLength(last));
};

/** Side information: the seed, u32 little-endian. */
export const rotate = defineTransform({
  name: 'rotate',
  summary: 'Turns each block of 8192 values by a random rotation, so that none stands out.',
  paper:
    'Suresh et al. 2017, Distributed Mean Estimation with Limited Communication; Ailon and Chazelle 2009, The Fast Johnson–Lindenstrauss Transform',
  formula: 'x ↦ H·D·x / √n, H Walsh–Hadamard, D random signs, n = 8192',
  cost: '4 bytes, and the last block filled up to a power of two; O(d·log 8192) time',
  combines: 'In front of "sign" or "int4"; behind "top-k" it rotates what that kept.',
  lossless: false,
  params: z.object({}),
  unbiased: () => true,
  // Thirteen layers of sums, each rounded to float32.
  errorBound: (values) => norm2(values) * 4e-6,
  restLength: ({ size }) => rotatedLength(size),
  maxSideBytes: () => SEED_BYTES,
  encode: (values, { random }) => {
    const seed = random.integer(0x1_0000_0000);
    const side = new Uint8Array(SEED_BYTES);
    new DataView(side.buffer).setUint32(0, seed, true);
    const rest = new Float32Array(rotatedLength(values.length));
    rest.set(values);
    forEachBlock(rest.length, (begin, length) => {
      const block = rest.subarray(begin, begin + length);
      flipSigns(block, blockSeed(seed, begin));
      transformHadamard(block);
    });
    return { side, rest };
  },
  decode: (side, rest, { size }) => {
    if (side.length !== SEED_BYTES) return unreadable('the seed of the rotation is missing');
    const seed = new DataView(side.buffer, side.byteOffset).getUint32(0, true);
    return { ok: true, delta: rotatedBack(rest, { seed, size }) };
  },
});

const blockSeed = (seed: Seed, begin: number): Seed => deriveSeed(seed, 'rotate', begin);

const rotatedBack = (
  rest: DeltaReader,
  { seed, size }: { readonly seed: Seed; readonly size: number },
): DeltaReader => {
  const whole = new Float32Array(Math.min(BLOCK_LENGTH, rest.size));
  return {
    size,
    read: (begin, out) => {
      const block = whole.subarray(0, Math.min(BLOCK_LENGTH, rest.size - begin));
      rest.read(begin, block);
      transformHadamard(block);
      flipSigns(block, blockSeed(seed, begin));
      out.set(block.subarray(0, out.length));
    },
  };
};
