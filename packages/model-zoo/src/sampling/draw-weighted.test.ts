import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { drawWeighted } from './draw-weighted.ts';

describe('drawWeighted', () => {
  it('draws in proportion to the weights, and never what weighs nothing', () => {
    const random = createRandom(4);
    const weights = [0, 3, 1, 0, 6, 0];
    const counts = weights.map(() => 0);
    for (let draw = 0; draw < 100_000; draw++) {
      const index = drawWeighted(weights, random);
      counts[index] = (counts[index] as number) + 1;
    }
    weights.forEach((weight, index) => {
      expect((counts[index] as number) / 100_000).toBeCloseTo(weight / 10, 2);
    });
    expect([counts[0], counts[3], counts[5]]).toEqual([0, 0, 0]);
  });

  it('takes the last one that weighs anything when the rounding leaves a little over', () => {
    const random = { ...createRandom(1), uniform: () => 1 };
    expect(drawWeighted([0.1, 0.2, 0.3, 0], random)).toBe(2);
  });
});
