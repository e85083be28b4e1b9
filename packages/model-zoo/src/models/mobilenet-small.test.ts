import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../testing/blocks-of.ts';
import { mobilenetSmall } from './mobilenet-small.ts';

describe('mobilenetSmall', () => {
  const built = mobilenetSmall.build({ featureShape: [8, 8, 3], numClasses: 4 });

  it('gives the blocks before its last stage away, each with its own weights', () => {
    const given = blocksOf(built, [2, 8, 8, 3]);
    expect(given.map(([activation]) => activation)).toEqual([
      [2, 8, 8, 32],
      [2, 8, 8, 64],
      [2, 4, 4, 128],
    ]);
    expect(given[1]?.slice(1)).toEqual([
      ...[[3, 3, 64, 1], [64], [64]],
      ...[[1, 1, 64, 128], [128], [128]],
    ]);
  });

  it('has no statistics among its weights, only what gradients move', () => {
    const parts = new Set(built.manifest.map(({ name }) => name.split('/').at(-1)));
    expect([...parts].sort()).toEqual(['bias', 'kernel', 'scale', 'shift']);
  });
});
