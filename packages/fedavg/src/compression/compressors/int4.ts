import { z } from 'zod';
import { dequantiseHalves } from '../../kernels/dequantise.ts';
import { blockSchema, countBlocks, readInRuns } from '../block-runs.ts';
import { defineCodec } from '../compressor.ts';
import { floatsAt, writeFloats } from '../little-endian.ts';
import { quantisationBound, quantiseBlocks, roundingSchema } from '../quantise.ts';

const LEVELS = 7;

/** Layout: the blocks' scales, float32; then two values per byte, the first in the low half. */
export const int4 = defineCodec({
  name: 'int4',
  summary: 'Half a byte per value: steps of 1/7 of the largest value in each block.',
  paper:
    'Alistarh et al. 2017, QSGD: Communication-Efficient SGD via Gradient Quantization and Encoding',
  formula: 'x ≈ s·⌊x/s + u⌋, s = max|x| / 7 per block, u uniform in [0, 1)',
  cost: 'd/2 + 4·⌈d/block⌉ bytes; one pass',
  combines:
    'Ends any pipeline; behind "rotate" its steps are finer, because no value stands out any more.',
  lossless: false,
  params: z.object({ block: blockSchema(1024), rounding: roundingSchema('stochastic') }),
  unbiased: ({ rounding }) => rounding === 'stochastic',
  errorBound: (values, params) => quantisationBound(values, { ...params, levels: LEVELS }),
  bytes: (length, { block }) => 4 * countBlocks(length, block) + Math.ceil(length / 2),
  encode: (values, { params, random }) => {
    const { scales, codes } = quantiseBlocks(values, { ...params, levels: LEVELS, random });
    const bytes = new Uint8Array(scales.byteLength + Math.ceil(codes.length / 2));
    writeFloats(scales, bytes);
    packHalves(codes, bytes.subarray(scales.byteLength));
    return bytes;
  },
  decode: (bytes, { length, params: { block } }) => {
    const scales = floatsAt(bytes, 0, countBlocks(length, block));
    const packed = bytes.subarray(scales.byteLength);
    // Blocks begin at even places, so a byte never belongs to two of them.
    return readInRuns(length, block, (out, begin, index) => {
      dequantiseHalves(packed.subarray(begin / 2), scales[index] as number, out);
    });
  },
});

const packHalves = (codes: Int8Array, packed: Uint8Array): void => {
  for (let i = 0; i < packed.length; i++) {
    packed[i] = ((codes[2 * i] as number) + 8) | (((codes[2 * i + 1] ?? 0) + 8) << 4);
  }
};
