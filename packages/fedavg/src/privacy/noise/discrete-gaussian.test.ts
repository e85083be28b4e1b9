import { describe, expect, it } from 'vitest';
import { normalCdf } from '../special-functions.ts';
import { fillWithDiscreteGaussian, NOISE_SIGMA } from './discrete-gaussian.ts';
import { seededNoiseSource } from './noise-source.ts';

const draws = (sigma: number, count: number, seed: number): Float64Array =>
  fillWithDiscreteGaussian(seededNoiseSource(seed), sigma, new Float64Array(count));

/** The exact probabilities of −reach to reach. */
const exactMasses = (sigma: number, reach: number): Map<number, number> => {
  const weights = new Map<number, number>();
  let total = 0;
  for (let x = -60 * sigma; x <= 60 * sigma; x++) {
    const weight = Math.exp(-(x * x) / (2 * sigma * sigma));
    total += weight;
    if (Math.abs(x) <= reach) weights.set(x, weight);
  }
  return new Map([...weights].map(([x, weight]) => [x, weight / total]));
};

describe('the discrete Gaussian', () => {
  it.each([
    [1, 3],
    [2, 6],
    [5, 14],
  ])('has its exact distribution for σ = %i, by a chi-square test', (sigma, reach) => {
    const count = 60_000;
    const masses = exactMasses(sigma, reach);
    const seen = new Map<number, number>();
    let outside = 0;
    for (const draw of draws(sigma, count, 100 + sigma)) {
      if (masses.has(draw)) seen.set(draw, (seen.get(draw) ?? 0) + 1);
      else outside++;
    }
    let statistic = 0;
    let massOutside = 1;
    for (const [x, mass] of masses) {
      statistic += ((seen.get(x) ?? 0) - count * mass) ** 2 / (count * mass);
      massOutside -= mass;
    }
    statistic += (outside - count * massOutside) ** 2 / (count * massOutside);
    // Wilson and Hilferty: the cube root of chi-square over its degrees is nearly normal.
    const degrees = masses.size;
    const score =
      (Math.cbrt(statistic / degrees) - 1 + 2 / (9 * degrees)) / Math.sqrt(2 / (9 * degrees));
    expect(Math.abs(score)).toBeLessThan(3.5);
  });

  it('has mean 0 and standard deviation 2^20 at the scale of privacy noise', () => {
    const count = 100_000;
    const values = draws(NOISE_SIGMA, count, 7);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    expect(Math.abs(mean) / NOISE_SIGMA).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(variance / NOISE_SIGMA ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    for (const value of values) if (!Number.isSafeInteger(value)) expect(value).toBe('an integer');
  });

  it('has the tails of a normal distribution, on both sides', () => {
    const count = 100_000;
    const values = draws(NOISE_SIGMA, count, 8);
    for (const bound of [0.5, 1, 2, 3]) {
      const wanted = count * normalCdf(-bound);
      const above = values.filter((value) => value > bound * NOISE_SIGMA).length;
      const below = values.filter((value) => value < -bound * NOISE_SIGMA).length;
      for (const seen of [above, below]) {
        expect(Math.abs(seen - wanted)).toBeLessThan(4 * Math.sqrt(wanted));
      }
    }
    expect(Math.max(...values)).toBeLessThan(6 * NOISE_SIGMA);
    expect(Math.max(...values)).toBeGreaterThan(3.5 * NOISE_SIGMA);
  });

  it('draws independently: neighbours do not correlate, nor do their sizes', () => {
    const count = 50_000;
    const values = draws(NOISE_SIGMA, count, 9).map((value) => value / NOISE_SIGMA);
    let product = 0;
    let sizes = 0;
    for (let i = 1; i < count; i++) {
      const [a, b] = [values[i - 1] as number, values[i] as number];
      product += a * b;
      sizes += (a * a - 1) * (b * b - 1);
    }
    expect(Math.abs(product / count)).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(sizes / count)).toBeLessThan((4 * 2) / Math.sqrt(count));
  });

  it('reaches every residue of the grid, low bits too', () => {
    const values = draws(NOISE_SIGMA, 20_000, 10);
    for (const modulus of [2, 3, 5]) {
      const counts = Array.from({ length: modulus }, () => 0);
      for (const value of values) {
        const residue = ((value % modulus) + modulus) % modulus;
        counts[residue] = (counts[residue] as number) + 1;
      }
      const wanted = values.length / modulus;
      for (const count of counts) {
        expect(Math.abs(count - wanted)).toBeLessThan(4 * Math.sqrt(wanted));
      }
    }
  });

  it('refuses a sigma that its integers cannot hold', () => {
    for (const sigma of [0, 1.5, -2, 2 ** 27, Number.NaN]) {
      expect(() => draws(sigma, 1, 1)).toThrow(RangeError);
    }
  });
});
