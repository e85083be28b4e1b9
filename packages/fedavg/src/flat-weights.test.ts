import { describe, expect, it } from 'vitest';
import { countWeights, sameManifest, splitWeights } from './flat-weights.ts';

const manifest = [
  { name: 'dense/kernel', shape: [2, 3] },
  { name: 'dense/bias', shape: [3] },
  { name: 'scale', shape: [] },
];

describe('flat weights', () => {
  it('counts scalars, with one for an empty shape', () => {
    expect(countWeights(manifest)).toBe(10);
  });

  it('splits into views on the same memory', () => {
    const values = Float32Array.from({ length: 10 }, (_, index) => index);
    const [, bias, scale] = splitWeights({ manifest, values });
    expect([...(bias?.values ?? [])]).toEqual([6, 7, 8]);
    expect(scale?.values.buffer).toBe(values.buffer);
  });

  it('refuses a vector of another length', () => {
    expect(() => splitWeights({ manifest, values: new Float32Array(9) })).toThrow(/describes 10/);
  });

  it.each([
    ['the same', manifest, true],
    ['another order', [...manifest].reverse(), false],
    [
      'another shape of the same size',
      [{ name: 'dense/kernel', shape: [3, 2] }, ...manifest.slice(1)],
      false,
    ],
    ['fewer', manifest.slice(1), false],
    ['another name', [{ name: 'x', shape: [2, 3] }, ...manifest.slice(1)], false],
  ])('compares manifests: %s', (_, other, expected) => {
    expect(sameManifest(manifest, other)).toBe(expected);
  });
});
