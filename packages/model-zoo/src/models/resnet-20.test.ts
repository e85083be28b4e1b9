import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../testing/blocks-of.ts';
import { resnet20 } from './resnet-20.ts';

describe('resnet20', () => {
  it('gives the blocks of its first two stages away, each with its own weights', () => {
    const built = resnet20.build({ featureShape: [8, 8, 3], numClasses: 4 });
    const given = blocksOf(built, [2, 8, 8, 3]);
    // Two convolutions with scale and shift each, and a projection where the shape changes.
    expect(given.map((shapes) => shapes.length)).toEqual([7, 7, 7, 8, 7, 7]);
    expect(given.map(([activation]) => activation)).toEqual([
      ...[1, 2, 3, 4].map(() => [2, 8, 8, 16]),
      ...[1, 2].map(() => [2, 4, 4, 32]),
    ]);
    expect(given[3]?.slice(1)).toEqual([
      ...[[3, 3, 16, 32], [32], [32]],
      ...[[3, 3, 32, 32], [32], [32]],
      [1, 1, 16, 32],
    ]);
  });
});
