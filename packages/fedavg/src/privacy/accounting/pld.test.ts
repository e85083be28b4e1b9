import { describe, expect, it } from 'vitest';
import { gaussianDelta, gaussianEpsilon } from './analytic-gaussian.ts';
import { composePlanned, planComposition } from './compose-losses.ts';
import { pldDelta, pldEpsilon } from './pld.ts';
import { sampledGaussianLoss } from './privacy-loss.ts';

const step = (samplingRate: number, noiseMultiplier: number, steps = 1) => ({
  ...{ samplingRate, noiseMultiplier, steps },
});

describe('composing by transform', () => {
  const grid = 1e-3;
  const pair = sampledGaussianLoss(step(1, 5), grid);
  const exact = (epsilon: number) => gaussianDelta(5 / Math.sqrt(25), epsilon);

  it.each([undefined, 1e-4, 1e-9])('gives 25 Gaussians their sum, read at δ = %s', (delta) => {
    const sum = composePlanned(planComposition([{ pair, steps: 25 }], { grid, delta }));
    for (const { first, masses, infinity } of [sum.remove, sum.add]) {
      for (const epsilon of delta === 1e-9 ? [5, 6] : [1, 3]) {
        let got = infinity;
        masses.forEach((mass, index) => {
          const loss = (first + index) * grid;
          if (loss > epsilon) got -= Math.expm1(epsilon - loss) * mass;
        });
        expect(got / exact(epsilon)).toBeGreaterThan(1);
        expect(got / exact(epsilon)).toBeLessThan(1 + 1e-4);
      }
    }
  });
});

describe('the privacy loss accountant', () => {
  it('is an upper bound, and a close one, on what is known exactly', () => {
    for (const delta of [1e-3, 1e-6, 1e-12]) {
      const exact = gaussianEpsilon(4 / Math.sqrt(30), delta);
      const got = pldEpsilon([step(1, 4, 30)], delta);
      expect(got).toBeGreaterThanOrEqual(exact);
      expect(got - exact).toBeLessThan(1e-6);
    }
  });

  it('takes a coarser grid for little noise, and stays above the truth', () => {
    const exact = gaussianEpsilon(0.05 / Math.sqrt(10), 1e-5);
    const got = pldEpsilon([step(1, 0.05, 10)], 1e-5);
    expect(got).toBeGreaterThanOrEqual(exact);
    expect(got / exact).toBeLessThan(1.001);
  });

  it('does not care how rounds are listed', () => {
    const whole = pldEpsilon([step(0.05, 1, 100)], 1e-5);
    expect(pldEpsilon([step(0.05, 1, 60), step(0.05, 1, 40)], 1e-5)).toBe(whole);
    const mixed = pldEpsilon([step(0.05, 1, 50), step(0.1, 2, 20), step(1, 30, 5)], 1e-5);
    expect(pldEpsilon([step(1, 30, 5), step(0.1, 2, 20), step(0.05, 1, 50)], 1e-5)).toBeCloseTo(
      mixed,
      9,
    );
  });

  it('puts a mixture of rounds between the pure runs', () => {
    const mixed = pldEpsilon([step(0.05, 1, 50), step(0.05, 2, 50)], 1e-5);
    expect(mixed).toBeGreaterThan(pldEpsilon([step(0.05, 2, 100)], 1e-5));
    expect(mixed).toBeLessThan(pldEpsilon([step(0.05, 1, 100)], 1e-5));
    // A round with next to no information changes next to nothing.
    const quiet = pldEpsilon([step(0.05, 1, 50), step(0.05, 500, 50)], 1e-5);
    expect(quiet).toBeCloseTo(pldEpsilon([step(0.05, 1, 50)], 1e-5), 3);
  });

  it('goes from ε to δ and back', () => {
    const run = [step(0.1, 1.2, 40)];
    const epsilon = pldEpsilon(run, 1e-5);
    expect(pldDelta(run, epsilon) / 1e-5).toBeCloseTo(1, 6);
    expect(pldDelta(run, epsilon + 0.1)).toBeLessThan(1e-5);
  });

  it('knows the ends', () => {
    expect(pldEpsilon([], 1e-5)).toBe(0);
    expect(pldEpsilon([step(0, 1, 10), step(0.1, 1, 0)], 1e-5)).toBe(0);
    expect(pldEpsilon([step(0.1, 0)], 1e-5)).toBe(Number.POSITIVE_INFINITY);
    expect(pldDelta([step(0.1, 0)], 3)).toBe(1);
    expect(pldEpsilon([step(1e-6, 5, 1)], 1e-5)).toBe(0);
  });

  it('refuses what makes no sense', () => {
    expect(() => pldEpsilon([step(-0.1, 1)], 1e-5)).toThrow(RangeError);
    expect(() => pldEpsilon([step(0.1, 1)], Number.NaN)).toThrow(RangeError);
  });
});
