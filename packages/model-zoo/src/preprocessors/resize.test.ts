import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { resize } from './resize.ts';

const resizeTo = (
  [height, width]: readonly [number, number],
  featureShape: readonly number[],
  features: Uint8Array | Float32Array,
) => {
  const context = { input: { featureShape, numClasses: 2 }, seed: 1 };
  return resize.apply(examplesOf(featureShape, features), { height, width }, context).features;
};

describe('resize', () => {
  it('blends the four nearest pixels', () => {
    // Worked by hand: centres of the new pixels lie at −0.25, 0.25, 0.75 and 1.25 of the old ones.
    const wide = resizeTo([1, 4], [1, 2, 1], Float32Array.of(0, 8));
    expect([...wide]).toEqual([0, 2, 6, 8]);
    const square = resizeTo([3, 3], [2, 2, 1], Float32Array.of(0, 4, 8, 12));
    expect([...square]).toEqual([0, 2, 4, 4, 6, 8, 8, 10, 12]);
    expect([...resizeTo([1, 1], [2, 2, 1], Float32Array.of(0, 4, 8, 12))]).toEqual([6]);
  });

  it('keeps channels apart and rounds bytes', () => {
    const bytes = resizeTo([1, 1], [1, 2, 2], Uint8Array.of(0, 100, 255, 101));
    expect(bytes).toEqual(Uint8Array.of(128, 101));
  });

  it('keeps a picture of the right size, and one of a single colour', () => {
    const same = Uint8Array.from({ length: 24 }, (_, index) => 10 * index);
    expect(resizeTo([3, 4], [3, 4, 2], same)).toEqual(same);
    const plain = resizeTo([7, 5], [28, 28, 1], new Uint8Array(784).fill(255));
    expect(plain).toEqual(new Uint8Array(35).fill(255));
  });
});
