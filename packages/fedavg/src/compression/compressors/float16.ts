import { z } from 'zod';
import { defineCodec } from '../compressor.ts';
import { halfStep, MAX_HALF, readHalves, roundHalfEven, toHalf } from '../half-float.ts';
import { roundingOffset, roundingSchema } from '../quantise.ts';

export const float16 = defineCodec({
  name: 'float16',
  summary: 'Two bytes per value: half precision, three decimal digits.',
  paper: 'IEEE 754-2019, binary16',
  formula: 'x ↦ the nearest half (ties to even), ±65504 at most; steps of 2⁻²⁴ below 2⁻¹⁴',
  cost: '2·d bytes; one pass',
  combines: 'Ends any pipeline.',
  lossless: false,
  params: z.object({ rounding: roundingSchema('nearest') }),
  unbiased: ({ rounding }) => rounding === 'stochastic',
  errorBound: (values, { rounding }) => {
    const share = rounding === 'nearest' ? 0.5 : 1;
    let squares = 0;
    for (const value of values) {
      const size = Math.abs(value);
      squares += (size > MAX_HALF ? size - MAX_HALF : halfStep(size) * share) ** 2;
    }
    return Math.sqrt(squares);
  },
  bytes: (length) => 2 * length,
  encode: (values, { params: { rounding }, random }) => {
    const offset = roundingOffset(rounding, random);
    const round =
      rounding === 'nearest' ? roundHalfEven : (steps: number) => Math.floor(steps + offset());
    const bytes = new Uint8Array(2 * values.length);
    for (let i = 0; i < values.length; i++) {
      const half = toHalf(values[i] as number, round);
      bytes[2 * i] = half;
      bytes[2 * i + 1] = half >> 8;
    }
    return bytes;
  },
  decode: (bytes, { length }) => ({
    size: length,
    read: (begin, out) => readHalves(bytes, 2 * begin, out),
  }),
});
