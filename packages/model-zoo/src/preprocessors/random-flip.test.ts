import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { randomFlip } from './random-flip.ts';

describe('random-flip', () => {
  it('mirrors whole pictures, about every second one', () => {
    const featureShape = [2, 3, 2];
    const picture = Array.from({ length: 12 }, (_, index) => index);
    const mirrored = [4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7];
    const all = Uint8Array.from(Array.from({ length: 1000 }, () => picture).flat());
    const { features } = randomFlip.apply(
      examplesOf(featureShape, all),
      {},
      { input: { featureShape, numClasses: 2 }, seed: 5 },
    );
    const pictures = Array.from({ length: 1000 }, (_, example) =>
      features.slice(example * 12, example * 12 + 12).join(),
    );
    const flipped = pictures.filter((pixels) => pixels === mirrored.join()).length;
    expect(pictures.filter((pixels) => pixels === picture.join()).length + flipped).toBe(1000);
    expect(Math.abs(flipped - 500)).toBeLessThan(80);
  });
});
