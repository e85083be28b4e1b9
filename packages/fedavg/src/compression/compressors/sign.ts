import { z } from 'zod';
import { blockSchema, countBlocks, forEachRun, readInRuns } from '../block-runs.ts';
import { defineCodec } from '../compressor.ts';
import { floatsAt, writeFloats } from '../little-endian.ts';

const scaleSchema = z.enum(['drive', 'eden']).default('drive').meta({
  title: 'Scale',
  description:
    "DRIVE's scale has the smallest error of one update; EDEN's is right on average over many clients, behind a rotation.",
});

/** Layout: the blocks' scales, float32; then a bit per value, the first lowest, set for negative ones. */
export const sign = defineCodec({
  name: 'sign',
  summary: 'One bit per value: its sign, and one scale per block.',
  paper:
    'Vargaftik et al. 2021, DRIVE: One-bit Distributed Mean Estimation; Vargaftik et al. 2022, EDEN: Communication-Efficient and Robust Distributed Mean Estimation',
  formula: 'x ≈ s·sign(x), sign(0) = 1; s = ‖x‖₁/d (DRIVE) or ‖x‖₂²/‖x‖₁ (EDEN) per block',
  cost: 'd/8 + 4·⌈d/block⌉ bytes; one pass',
  combines:
    'Best behind "rotate" (DRIVE, EDEN) or "top-k" (sparse ternary compression, Sattler et al. 2019); else with error feedback. Scale "eden" needs "rotate".',
  lossless: false,
  params: z.object({ scale: scaleSchema, block: blockSchema(8192) }),
  // As far as a Hadamard rotation is a uniform one: for blocks of many values of like size.
  unbiased: ({ scale }, before) => scale === 'eden' && before.includes('rotate'),
  refuse: ({ scale }, before) =>
    scale === 'eden' && !before.includes('rotate')
      ? 'The scale "eden" of "sign" is only right behind "rotate". Put "rotate" in front, or take the scale "drive".'
      : undefined,
  errorBound: (values, { scale, block }) => {
    let squares = 0;
    forEachRun(values, block, (run) => {
      const { l1, l2Squared } = norms(run);
      if (l1 > 0) squares += squaredError({ l1, l2Squared, length: run.length }, scale);
    });
    return Math.sqrt(squares);
  },
  bytes: (length, { block }) => 4 * countBlocks(length, block) + Math.ceil(length / 8),
  encode: (values, { params: { scale, block } }) => {
    const scales = new Float32Array(countBlocks(values.length, block));
    forEachRun(values, block, (run, index) => {
      const { l1, l2Squared } = norms(run);
      scales[index] = l1 === 0 ? 0 : scale === 'drive' ? l1 / run.length : l2Squared / l1;
    });
    const bytes = new Uint8Array(scales.byteLength + Math.ceil(values.length / 8));
    writeFloats(scales, bytes);
    packSigns(values, bytes.subarray(scales.byteLength));
    return bytes;
  },
  decode: (bytes, { length, params: { block } }) => {
    const scales = floatsAt(bytes, 0, countBlocks(length, block));
    const packed = bytes.subarray(scales.byteLength);
    return readInRuns(length, block, (out, begin, index) => {
      unpackSigns(packed.subarray(begin >> 3), scales[index] as number, out);
    });
  },
});

const packSigns = (values: Float32Array, packed: Uint8Array): void => {
  for (let i = 0; i < values.length; i++) {
    if ((values[i] as number) < 0) packed[i >> 3] = (packed[i >> 3] as number) | (1 << (i & 7));
  }
};

const unpackSigns = (packed: Uint8Array, scale: number, out: Float32Array): void => {
  // Looked up, because a branch on random bits is guessed wrong every other time.
  const signed = Float32Array.of(scale, -scale);
  for (let i = 0; i < out.length; i++) {
    out[i] = signed[((packed[i >> 3] as number) >> (i & 7)) & 1] as number;
  }
};

const norms = (run: Float32Array): { l1: number; l2Squared: number } => {
  let l1 = 0;
  let l2Squared = 0;
  for (let i = 0; i < run.length; i++) {
    const value = run[i] as number;
    l1 += Math.abs(value);
    l2Squared += value * value;
  }
  return { l1, l2Squared };
};

/** ‖x − s·sign(x)‖² = ‖x‖² − 2·s·‖x‖₁ + d·s², with either scale. */
const squaredError = (
  { l1, l2Squared, length }: { l1: number; l2Squared: number; length: number },
  scale: 'drive' | 'eden',
): number =>
  scale === 'drive'
    ? Math.max(0, l2Squared - (l1 * l1) / length)
    : Math.max(0, length * (l2Squared / l1) ** 2 - l2Squared);
