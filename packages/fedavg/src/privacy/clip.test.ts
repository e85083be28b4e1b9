import { describe, expect, it } from 'vitest';
import { norm2 } from '../vector.ts';
import { clipFactor, clipToNorm } from './clip.ts';

describe('clipping', () => {
  it('scales what is too long to the bound and leaves the rest alone', () => {
    const long = clipToNorm(Float32Array.of(3, 4), 1);
    expect(long).toMatchObject({ norm: 5, clipped: true });
    expect(long.values).toEqual(Float32Array.of(0.6, 0.8));
    const short = Float32Array.of(0.3, -0.4);
    expect(clipToNorm(short, 0.6)).toEqual({ values: short, norm: norm2(short), clipped: false });
    expect(clipToNorm(new Float32Array(3), 1)).toEqual({
      ...{ values: new Float32Array(3), norm: 0, clipped: false },
    });
  });

  it('refuses what would turn into NaN', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => clipToNorm(Float32Array.of(1, bad), 1)).toThrow(RangeError);
      expect(() => clipFactor(bad, 1)).toThrow(RangeError);
    }
    expect(() => clipFactor(-1, 1)).toThrow(RangeError);
    expect(() => clipFactor(1, 0)).toThrow(RangeError);
    expect(() => clipFactor(1, Number.NaN)).toThrow(RangeError);
  });
});
