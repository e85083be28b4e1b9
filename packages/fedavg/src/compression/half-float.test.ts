import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { readHalves, roundHalfEven, toHalf } from './half-float.ts';

const fromHalf = (bits: number): number => {
  const out = new Float32Array(1);
  readHalves(Uint8Array.of(bits & 0xff, bits >> 8), 0, out);
  return out[0] as number;
};
const nearest = (value: number): number => toHalf(value, roundHalfEven);

describe('A half', () => {
  it('comes back for each of its 65536 patterns', () => {
    for (let bits = 0; bits < 0x1_0000; bits++) {
      const value = fromHalf(bits);
      const expected = Number.isNaN(value) ? 0x7e00 : bits;
      if (nearest(value) !== expected) expect(nearest(value)).toBe(expected);
    }
  });

  it('is the nearest of its neighbours, the even one of two', () => {
    const random = createRandom(2);
    for (let i = 0; i < 20_000; i++) {
      const bits = random.integer(0x7bff);
      const [low, high] = [fromHalf(bits), fromHalf(bits + 1)];
      const middle = (low + high) / 2;
      expect(nearest(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
      expect(nearest(-Math.fround(low + (high - low) * 0.499))).toBe(bits | 0x8000);
      expect(nearest(Math.fround(low + (high - low) * 0.501))).toBe(bits + 1);
    }
  });

  // Literals of IEEE 754-2019, table 3.5, and of the documentation of CUDA's __half.
  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [1 / 3, 0x3555],
    [-0, 0x8000],
    [65520, 0x7bff],
    [1e30, 0x7bff],
    [-1e30, 0xfbff],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NEGATIVE_INFINITY, 0xfc00],
    [Number.NaN, 0x7e00],
  ])('of %d is %d', (value, bits) => {
    expect(nearest(value)).toBe(bits);
  });
});
