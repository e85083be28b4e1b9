import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { dirichlet, logGamma } from './dirichlet.ts';

const moments = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length };
};

describe('logGamma', () => {
  // Gamma(a, 1) has mean a and variance a; 200,000 draws put both within a few percent.
  it.each([0.3, 1, 4.5])('has the mean and the variance of Gamma(%f, 1)', (shape) => {
    const random = createRandom(17);
    const draws = Array.from({ length: 200_000 }, () => Math.exp(logGamma(shape, random)));
    const { mean, variance } = moments(draws);
    expect(Math.abs(mean / shape - 1)).toBeLessThan(0.02);
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.05);
  });
});

describe('dirichlet', () => {
  it.each([1e-4, 0.1, 1, 1000])('draws shares that add up to 1 (alpha %f)', (alpha) => {
    const random = createRandom(3);
    for (let draw = 0; draw < 200; draw++) {
      const shares = dirichlet(alpha, 50, random);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    }
  });

  // Var = (1/k)(1 − 1/k) / (kα + 1).
  it.each([0.1, 2])('has the variance of a symmetric Dirichlet (alpha %f)', (alpha) => {
    const random = createRandom(9);
    const first = Array.from({ length: 50_000 }, () => dirichlet(alpha, 5, random)[0] as number);
    const { mean, variance } = moments(first);
    expect(mean).toBeCloseTo(0.2, 2);
    expect(Math.abs(variance / (0.16 / (5 * alpha + 1)) - 1)).toBeLessThan(0.05);
  });
});
