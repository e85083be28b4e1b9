import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed } from './random.ts';

describe('createRandom', () => {
  it('gives the same stream for the same seed and another for another', () => {
    const stream = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.uniform());
    };
    expect(stream(42)).toEqual(stream(42));
    expect(stream(42)).not.toEqual(stream(43));
  });

  it('is pinned: a changed stream would change every run', () => {
    const random = createRandom(1);
    expect(Array.from({ length: 4 }, () => random.integer(1_000_000))).toMatchInlineSnapshot(`
      [
        924731,
        476529,
        724153,
        440666,
      ]
    `);
  });

  it('draws normal deviates with mean 0 and variance 1', () => {
    const random = createRandom(9);
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('shuffles every item to every place about equally often', () => {
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    const random = createRandom(5);
    for (let i = 0; i < 8000; i++) {
      random.shuffle([0, 1, 2, 3]).forEach((item, place) => {
        const row = counts[item] as number[];
        row[place] = (row[place] as number) + 1;
      });
    }
    for (const count of counts.flat()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe('deriveSeed', () => {
  it('keeps labels apart, also where their texts touch', () => {
    const seeds = [
      deriveSeed(1, 'a', 1),
      deriveSeed(1, 'a', 11),
      deriveSeed(1, 'a1', 1),
      deriveSeed(2, 'a', 1),
      deriveSeed(1, 'b', 1),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});
