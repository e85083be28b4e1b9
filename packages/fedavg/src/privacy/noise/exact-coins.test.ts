import { describe, expect, it } from 'vitest';
import { coinOfExp, uniformBelow } from './exact-coins.ts';
import { type NoiseSource, seededNoiseSource } from './noise-source.ts';

const listed = (...values: number[]): NoiseSource => ({
  uniform53: () => {
    const next = values.shift();
    if (next === undefined) throw new Error('no more draws');
    return next;
  },
});

describe('uniformBelow', () => {
  it('cuts the range into equal stretches and throws the rest away', () => {
    const stretch = Math.floor(2 ** 53 / 3);
    expect(uniformBelow(listed(0), 3)).toBe(0);
    expect(uniformBelow(listed(stretch - 1), 3)).toBe(0);
    expect(uniformBelow(listed(stretch), 3)).toBe(1);
    expect(uniformBelow(listed(3 * stretch - 1), 3)).toBe(2);
    expect(uniformBelow(listed(3 * stretch, stretch), 3)).toBe(1);
    expect(uniformBelow(listed(2 ** 53 - 1), 2 ** 53)).toBe(2 ** 53 - 1);
    expect(uniformBelow(listed(2 ** 53 - 1), 1)).toBe(0);
  });

  it('has equal stretches whatever the bound', () => {
    for (const bound of [7, 1_000_003, 2 ** 40 + 15, 2 ** 52 + 1]) {
      const stretch = Math.floor(2 ** 53 / bound);
      for (const value of [1, Math.floor(bound / 2), bound - 1]) {
        expect(uniformBelow(listed(value * stretch - 1), bound)).toBe(value - 1);
        expect(uniformBelow(listed(value * stretch), bound)).toBe(value);
      }
    }
  });
});

describe('coinOfExp', () => {
  it.each([
    [0, 1],
    [1, 3],
    [1, 1],
    [5, 2],
    [7, 3],
    [2 ** 40, 2 ** 41],
  ])('falls heads with probability exp(−%i/%i)', (numerator, denominator) => {
    const source = seededNoiseSource(11);
    const count = 40_000;
    let heads = 0;
    for (let i = 0; i < count; i++) heads += Number(coinOfExp(source, numerator, denominator));
    const wanted = Math.exp(-numerator / denominator);
    const deviation = Math.sqrt((wanted * (1 - wanted)) / count);
    expect(Math.abs(heads / count - wanted)).toBeLessThanOrEqual(4 * deviation);
  });
});
