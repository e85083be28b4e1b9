import { describe, expect, it } from 'vitest';
import { readWindows } from './read-windows.ts';

const options = { steps: 2, unitOfChannel: [0.5, 2] };
/** Two windows of two steps: -1, 256 and so on, little-endian. */
const file = Uint8Array.of(0xff, 0xff, 0, 1, 2, 0, 1, 0, 0, 0x80, 0, 0, 0, 0, 0xff, 0x7f);

describe('readWindows', () => {
  it('reads little-endian integers in the unit of their channel', () => {
    const inLarger = Uint8Array.of(9, ...file).subarray(1);
    expect(readWindows(inLarger, options, 'a.bin')).toEqual(
      Float32Array.of(-0.5, 512, 1, 2, -16_384, 0, 0, 65_534),
    );
  });

  it('names the row within which the file ends', () => {
    expect(() => readWindows(file.subarray(0, -3), options, 'a.bin')).toThrow(
      'a.bin, row 2: the file is truncated: found 5 bytes, expected 8 (2 × 2 integers of 16 bits).',
    );
    expect(() => readWindows(new Uint8Array(), options, 'a.bin')).toThrow(
      'a.bin: the file is empty.',
    );
  });
});
