import { describe, expect, it } from 'vitest';
import { decodeIdx, encodeIdx } from './idx.ts';

const images = { shape: [2, 2, 3], data: Uint8Array.from({ length: 12 }, (_, i) => 20 * i) };
const table = { shape: [2, 2], data: Int32Array.of(1, -2, 70_000, 2 ** 31 - 1) };

describe('idx', () => {
  it.each([images, table])('reads back what it writes', (array) => {
    expect(decodeIdx(encodeIdx(array), 'file')).toEqual(array);
  });

  it('writes the layout of the MNIST page', () => {
    const file = encodeIdx({ shape: [3], data: Uint8Array.of(5, 0, 4) });
    expect([...file]).toEqual([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4]);
  });

  it('reads a file that lies inside a larger buffer', () => {
    const file = encodeIdx(table);
    const larger = new Uint8Array(file.length + 3);
    larger.set(file, 3);
    expect(decodeIdx(larger.subarray(3), 'file')).toEqual(table);
  });

  it('names the file and its first bytes when they are no idx magic', () => {
    expect(() => decodeIdx(Uint8Array.of(0x1f, 0x8b, 8, 0), 'a.gz')).toThrow(/a\.gz.*1f 8b 08 00/);
    expect(() => decodeIdx(new Uint8Array(), 'empty')).toThrow(/empty.*nothing/);
    expect(() => decodeIdx(Uint8Array.of(0, 0, 0x0d, 1), 'floats')).toThrow(/floats/);
  });

  it('tells a truncated file from one that is too long', () => {
    const file = encodeIdx(images);
    expect(() => decodeIdx(file.subarray(0, -1), 'a')).toThrow(
      /^a, row \d+: the file is truncated: found 27 bytes.* 28\.$/,
    );
    expect(() => decodeIdx(file.subarray(0, 6), 'a')).toThrow(/truncated/);
    expect(() => decodeIdx(Uint8Array.of(...file, 0), 'a')).toThrow(/too long/);
  });

  it('refuses to write a shape that does not fit the data', () => {
    expect(() => encodeIdx({ shape: [5], data: new Uint8Array(4) })).toThrow(RangeError);
  });
});
