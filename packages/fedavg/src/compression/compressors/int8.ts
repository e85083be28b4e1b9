import { z } from 'zod';
import { dequantise } from '../../kernels/dequantise.ts';
import { blockSchema, countBlocks, readInRuns } from '../block-runs.ts';
import { defineCodec } from '../compressor.ts';
import { floatsAt, writeFloats } from '../little-endian.ts';
import { quantisationBound, quantiseBlocks, roundingSchema } from '../quantise.ts';

const LEVELS = 127;

/** Layout: the blocks' scales, float32; then a signed byte per value. */
export const int8 = defineCodec({
  name: 'int8',
  summary: 'One byte per value: steps of 1/127 of the largest value in each block.',
  paper:
    'Alistarh et al. 2017, QSGD: Communication-Efficient SGD via Gradient Quantization and Encoding',
  formula: 'x ≈ s·⌊x/s + u⌋, s = max|x| / 127 per block, u uniform in [0, 1)',
  cost: 'd + 4·⌈d/block⌉ bytes; one pass',
  combines: 'Ends any pipeline.',
  lossless: false,
  params: z.object({ block: blockSchema(2048), rounding: roundingSchema('stochastic') }),
  unbiased: ({ rounding }) => rounding === 'stochastic',
  errorBound: (values, params) => quantisationBound(values, { ...params, levels: LEVELS }),
  bytes: (length, { block }) => 4 * countBlocks(length, block) + length,
  encode: (values, { params, random }) => {
    const { scales, codes } = quantiseBlocks(values, { ...params, levels: LEVELS, random });
    const bytes = new Uint8Array(scales.byteLength + codes.length);
    writeFloats(scales, bytes);
    bytes.set(new Uint8Array(codes.buffer), scales.byteLength);
    return bytes;
  },
  decode: (bytes, { length, params: { block } }) => {
    const scales = floatsAt(bytes, 0, countBlocks(length, block));
    const codes = new Int8Array(bytes.buffer, bytes.byteOffset + scales.byteLength, length);
    return readInRuns(length, block, (out, begin, index) => {
      dequantise(codes.subarray(begin, begin + out.length), scales[index] as number, out);
    });
  },
});
