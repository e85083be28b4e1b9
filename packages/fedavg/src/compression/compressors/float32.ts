import { z } from 'zod';
import { defineCodec } from '../compressor.ts';
import { readFloats, writeFloats } from '../little-endian.ts';

export const float32 = defineCodec({
  name: 'float32',
  summary: 'Four bytes per value, as they are in memory; nothing is lost.',
  paper: 'IEEE 754-2019, binary32',
  formula: 'x ↦ x',
  cost: '4·d bytes; no work',
  combines: 'Ends any pipeline.',
  lossless: true,
  params: z.object({}),
  unbiased: () => true,
  errorBound: () => 0,
  bytes: (length) => 4 * length,
  encode: (values) => {
    const bytes = new Uint8Array(4 * values.length);
    writeFloats(values, bytes);
    return bytes;
  },
  decode: (bytes, { length }) => ({
    size: length,
    read: (begin, out) => readFloats(bytes, 4 * begin, out),
  }),
});
