import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { centreCrop } from './centre-crop.ts';

describe('centre-crop', () => {
  it('keeps the middle of every picture', () => {
    const featureShape = [4, 5, 2];
    const pixels = Uint8Array.from({ length: 80 }, (_, index) => index);
    const { features } = centreCrop.apply(
      examplesOf(featureShape, pixels),
      { height: 2, width: 2 },
      { input: { featureShape, numClasses: 2 }, seed: 1 },
    );
    // Rows 1 and 2, columns 1 and 2, both channels.
    const first = [12, 13, 14, 15, 22, 23, 24, 25];
    expect([...features]).toEqual([...first, ...first.map((pixel) => pixel + 40)]);
  });
});
