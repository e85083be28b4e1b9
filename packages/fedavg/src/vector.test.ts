import { describe, expect, it } from 'vitest';
import { addScaled, magnitude, norm2, subtract } from './vector.ts';

describe('vectors', () => {
  it('subtracts, adds and measures', () => {
    const a = Float32Array.of(3, 4);
    expect([...subtract(a, Float32Array.of(1, 1))]).toEqual([2, 3]);
    expect([...addScaled(a, 0.5, a)]).toEqual([4.5, 6]);
    expect(norm2(a)).toBe(5);
  });

  it('finds the largest finite value and counts what is not finite', () => {
    const values = Float32Array.of(1, -7, Number.NaN, Number.POSITIVE_INFINITY, 2);
    expect(magnitude(values)).toEqual({ maxAbs: 7, nonFinite: 2 });
  });

  it('refuses vectors of different lengths', () => {
    expect(() => subtract(new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
  });
});
