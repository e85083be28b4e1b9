import { z } from 'zod';
import { lookUpCodes, packedBytes, putCode } from '../bit-codes.ts';
import { blockSchema, countBlocks, forEachRun, readInRuns } from '../block-runs.ts';
import { defineCodec } from '../compressor.ts';
import { floatsAt, writeFloats } from '../little-endian.ts';

/**
 * The positive levels that quantise a standard normal variable with the least mean squared error, by the
 * number of bits (Max 1960, "Quantizing for Minimum Distortion", table I). The negative ones mirror them.
 */
const LEVELS: Readonly<Record<number, readonly number[]>> = {
  1: [0.7979],
  2: [0.4528, 1.51],
  3: [0.2451, 0.756, 1.344, 2.152],
  4: [0.1284, 0.3881, 0.6568, 0.9424, 1.256, 1.618, 2.069, 2.733],
};

const bitsSchema = z.number().int().min(1).max(4).default(2).meta({
  title: 'Bits',
  description: 'How many bits each value takes.',
});

const scaleSchema = z.enum(['drive', 'eden']).default('drive').meta({
  title: 'Scale',
  description:
    'The scale of the smallest error of one vector, or the one that is right on average over many, behind a rotation.',
});

/** Layout: the blocks' scales, float32; then the codes, the lowest level first. */
export const lloydMax = defineCodec({
  name: 'lloyd-max',
  summary: 'One to four bits per value: the levels that suit values of a bell curve best.',
  paper:
    'Vargaftik et al. 2022, EDEN: Communication-Efficient and Robust Distributed Mean Estimation; Max 1960, Quantizing for Minimum Distortion',
  formula:
    'x ≈ s·q, q the level nearest to x/σ; s = ⟨x, q⟩/‖q‖² (DRIVE) or ‖x‖²/⟨x, q⟩ (EDEN) per block',
  cost: 'd·bits/8 + 4·⌈d/block⌉ bytes; one pass',
  combines: 'Behind "rotate", which makes a bell curve of any values. Scale "eden" needs it.',
  lossless: false,
  params: z.object({ bits: bitsSchema, scale: scaleSchema, block: blockSchema(8192) }),
  unbiased: ({ scale }, before) => scale === 'eden' && before.includes('rotate'),
  refuse: ({ scale }, before) =>
    scale === 'eden' && !before.includes('rotate')
      ? 'The scale "eden" of "lloyd-max" is only right behind "rotate". Put "rotate" in front, or take the scale "drive".'
      : undefined,
  errorBound: (values, { bits, scale, block }) => {
    let squares = 0;
    forEachRun(values, block, (run) => {
      const { squared, inner, level } = project(run, bits);
      const s = scaleOf({ squared, inner, level }, scale);
      squares += Math.max(0, squared - 2 * s * inner + s * s * level);
    });
    return Math.sqrt(squares) * (1 + 1e-6);
  },
  bytes: (length, { bits, block }) => 4 * countBlocks(length, block) + packedBytes(length, bits),
  encode: (values, { params: { bits, scale, block } }) => {
    const scales = new Float32Array(countBlocks(values.length, block));
    const bytes = new Uint8Array(scales.byteLength + packedBytes(values.length, bits));
    const packed = bytes.subarray(scales.byteLength);
    forEachRun(values, block, (run, index) => {
      const projection = project(run, bits, (at, code) =>
        putCode(packed, index * block + at, code, bits),
      );
      scales[index] = scaleOf(projection, scale);
    });
    writeFloats(scales, bytes);
    return bytes;
  },
  decode: (bytes, { length, params: { bits, block } }) => {
    const scales = floatsAt(bytes, 0, countBlocks(length, block));
    const packed = bytes.subarray(scales.byteLength);
    const levels = tableOf(bits);
    return readInRuns(length, block, (out, begin, index) => {
      const table = levels.map((level) => level * (scales[index] as number));
      lookUpCodes(packed.subarray((begin * bits) / 8), bits, table, out);
    });
  },
});

/** All levels, ascending; a level's place is its code. */
const tableOf = (bits: number): Float32Array => {
  const positive = LEVELS[bits] as readonly number[];
  return Float32Array.from([...positive.map((level) => -level).reverse(), ...positive]);
};

interface Projection {
  /** ‖x‖² */
  readonly squared: number;
  /** ⟨x, q⟩ */
  readonly inner: number;
  /** ‖q‖² */
  readonly level: number;
}

/** The levels nearest to a block's values in units of their root mean square, and how well they fit. */
const project = (
  run: Float32Array,
  bits: number,
  tell: (at: number, code: number) => void = () => undefined,
): Projection => {
  let squared = 0;
  for (let i = 0; i < run.length; i++) squared += (run[i] as number) * (run[i] as number);
  const unit = Math.sqrt(squared / run.length) || 1;
  const levels = tableOf(bits);
  const half = levels.length / 2;
  let [inner, level] = [0, 0];
  for (let i = 0; i < run.length; i++) {
    const value = run[i] as number;
    const size = Math.abs(value) / unit;
    let nearest = 0;
    while (nearest < half - 1 && size > middle(levels, half + nearest)) nearest++;
    const code = value < 0 ? half - 1 - nearest : half + nearest;
    const q = levels[code] as number;
    inner += value * q;
    level += q * q;
    tell(i, code);
  }
  return { squared, inner, level };
};

const middle = (levels: Float32Array, code: number): number =>
  ((levels[code] as number) + (levels[code + 1] as number)) / 2;

const scaleOf = ({ squared, inner, level }: Projection, scale: 'drive' | 'eden'): number => {
  if (inner === 0) return 0;
  return scale === 'drive' ? inner / level : squared / inner;
};
