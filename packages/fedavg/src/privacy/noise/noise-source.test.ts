import { describe, expect, it } from 'vitest';
import { noiseSourceFrom, seededNoiseSource } from './noise-source.ts';

describe('a noise source over random bytes', () => {
  it('makes a 53-bit integer of every eight bytes and asks for 64 KiB at a time', () => {
    let fills = 0;
    const source = noiseSourceFrom((bytes) => {
      fills++;
      bytes.fill(0xff);
    });
    const draws = Array.from({ length: 8192 }, () => source.uniform53());
    expect(new Set(draws)).toEqual(new Set([2 ** 53 - 1]));
    expect(fills).toBe(1);
    source.uniform53();
    expect(fills).toBe(2);
  });

  it('uses every byte once', () => {
    const source = noiseSourceFrom((bytes) => {
      new Uint32Array(bytes.buffer).forEach((_, index, words) => {
        words[index] = index;
      });
    });
    expect(source.uniform53()).toBe(1);
    expect(source.uniform53()).toBe(2 * 2 ** 32 + 3);
    expect(source.uniform53()).toBe(4 * 2 ** 32 + 5);
  });
});

describe('the seeded source', () => {
  it('repeats itself, and fills the range evenly', () => {
    const draw = (seed: number) => {
      const source = seededNoiseSource(seed);
      return Array.from({ length: 4000 }, () => source.uniform53());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const mean = draw(3).reduce((sum, value) => sum + value / 2 ** 53, 0) / 4000;
    // Four standard errors of a uniform mean.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 4000));
    for (const value of draw(4)) {
      expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
    }
    // The lowest bits are as random as the highest.
    const odd = draw(5).filter((value) => value % 2 === 1).length;
    expect(Math.abs(odd - 2000)).toBeLessThan(4 * Math.sqrt(1000));
  });
});
