import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { decodeIndices, encodeIndices, maxIndexBytes } from './rice-code.ts';

const drawIndices = (count: number, size: number, seed: number): Uint32Array => {
  const random = createRandom(seed);
  const all = random.shuffle(Uint32Array.from({ length: size }, (_, i) => i));
  return all.slice(0, count).sort();
};

describe('Coded indices', () => {
  it.each([
    { density: 0.001, typical: 11.55, most: 12.05 },
    { density: 0.01, typical: 8.15, most: 8.6 },
    { density: 0.1, typical: 4.8, most: 5.3 },
    { density: 0.5, typical: 2.05, most: 2.1 },
  ])('take $typical bits each at a density of $density', ({ density, typical, most }) => {
    const size = 200_000;
    const count = size * density;
    const indices = drawIndices(count, size, 3);
    const bytes = encodeIndices(indices);
    expect((8 * bytes.length) / count).toBeLessThan(typical);
    expect((8 * maxIndexBytes(count, size)) / count).toBeLessThan(most);
    expect(decodeIndices(bytes, { count, size })).toEqual(indices);
  });

  it.each([
    ['all', Uint32Array.of(0, 1, 2, 3, 4), 5],
    ['the first', Uint32Array.of(0), 1_000_000],
    ['the last', Uint32Array.of(999_999), 1_000_000],
    ['both ends', Uint32Array.of(0, 2 ** 31 - 1), 2 ** 31],
    ['a cluster at the end', Uint32Array.from({ length: 50 }, (_, i) => 9950 + i), 10_000],
  ])('come back within the stated bytes: %s', (_, indices, size) => {
    const bytes = encodeIndices(indices);
    const count = indices.length;
    expect(bytes.length).toBeLessThanOrEqual(maxIndexBytes(count, size));
    expect(decodeIndices(bytes, { count, size })).toEqual(indices);
  });

  const bytes = encodeIndices(drawIndices(50, 1000, 1));
  const mostlyOnes = new Uint8Array(100).fill(0xff).fill(0, 0, 1);
  it.each([
    ['missing', new Uint8Array(0), 50, 1000],
    ['a shift of', Uint8Array.of(31, 0, 0, 0, 0), 1, 1000],
    ['too few bytes', bytes, 5_000_000, 10_000_000],
    ['breaks off', bytes.subarray(0, -1), 50, 1000],
    ['breaks off', mostlyOnes, 50, 10_000],
    ['bytes follow', Uint8Array.from([...bytes, 0]), 50, 1000],
    ['lies beyond', bytes, 50, 900],
    ['lies beyond', encodeIndices(Uint32Array.of(5)), 1, 5],
  ])('are refused with a reason: %s', (reason, wrong, count, size) => {
    expect(decodeIndices(wrong, { count, size })).toContain(reason);
  });
});
