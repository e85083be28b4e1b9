import { describe, expect, it } from 'vitest';
import { pictureUpdate } from './update-picture.ts';

const size = { bins: 9, cells: 4 };

describe('pictureUpdate', () => {
  it('knows lengths, zeros and likeness', () => {
    const { raw, sent, cosine, numValues } = pictureUpdate(
      Float32Array.of(3, 4, 0, 0),
      Float32Array.of(3, 0, 0, 0),
      size,
    );
    expect([raw.norm, sent.norm, numValues]).toEqual([5, 3, 4]);
    expect([raw.numZeros, sent.numZeros]).toEqual([2, 3]);
    expect(cosine).toBeCloseTo(0.6, 12);
  });

  it('has one scale for both sides, that of the wider', () => {
    const narrow = Float32Array.of(0.1, -0.1, 0.1, -0.1);
    const wide = Float32Array.of(10, -10, 10, -10);
    const { raw, sent, range } = pictureUpdate(narrow, wide, size);
    expect(range).toBe(40);
    expect(raw.histogram).toEqual([0, 0, 0, 0, 4, 0, 0, 0, 0]);
    expect(sent.histogram).toEqual([0, 0, 0, 2, 0, 2, 0, 0, 0]);
    expect(sent.cells).toEqual([0.25, -0.25, 0.25, -0.25]);
  });

  it('counts what lies beyond the scale in the outermost bins', () => {
    const values = new Float32Array(100);
    values[7] = -50;
    const { sent } = pictureUpdate(values, values, size);
    expect(sent.histogram.at(0)).toBe(1);
    expect(sent.histogram.reduce((sum, count) => sum + count)).toBe(100);
  });

  it('looks at evenly spaced places of a long vector', () => {
    const values = Float32Array.from({ length: 1000 }, (_, index) => index);
    const { raw, range } = pictureUpdate(values, values, size);
    expect(raw.cells.map((cell) => Math.round(cell * range))).toEqual([0, 250, 500, 750]);
  });

  it('makes no likeness of nothing', () => {
    const nothing = new Float32Array(3);
    expect(pictureUpdate(nothing, nothing, size)).toMatchObject({ cosine: null, range: 1 });
  });
});
