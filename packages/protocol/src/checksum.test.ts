import { describe, expect, it } from 'vitest';
import { crc32, crc32ByTables } from './checksum.ts';

describe.each([
  ['of the platform', crc32],
  ['by tables', crc32ByTables],
])('the checksum %s', (_, checksum) => {
  it('gives the check value of the standard', () => {
    expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it.each([0, 1, 7, 8, 9, 63, 1000])('is that of one bit at a time for %i bytes', (length) => {
    const buffer = Uint8Array.from(
      { length: length + 3 },
      (_unused, index) => (index * 2_654_435_761) >>> 13,
    );
    const bytes = buffer.subarray(3);
    let crc = 0xffffffff;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    expect(checksum(bytes)).toBe((crc ^ 0xffffffff) >>> 0);
  });
});
