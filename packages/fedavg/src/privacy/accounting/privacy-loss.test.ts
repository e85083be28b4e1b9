import { describe, expect, it } from 'vitest';
import { normalCdf } from '../special-functions.ts';
import { type PrivacyLoss, sampledGaussianLoss } from './privacy-loss.ts';

const GRID = 1e-3;

const total = ({ masses, infinity }: PrivacyLoss): number =>
  masses.reduce((sum, mass) => sum + mass, infinity);

/** The hockey-stick divergence of what lies on the grid. */
const deltaOnGrid = ({ first, masses, infinity }: PrivacyLoss, epsilon: number): number =>
  masses.reduce((sum, mass, index) => {
    const loss = (first + index) * GRID;
    return loss > epsilon ? sum - Math.expm1(epsilon - loss) * mass : sum;
  }, infinity);

/** ∫ max(0, P − exp(ε)·Q) in closed form: losses rise with x, so it is the tail above one point. */
const exactDelta = (direction: 'remove' | 'add', q: number, sigma: number, epsilon: number) => {
  const odds = direction === 'remove' ? Math.expm1(epsilon) + q : Math.expm1(-epsilon) + q;
  const x = sigma ** 2 * Math.log(odds / q) + 0.5;
  const [noise, shifted] =
    direction === 'remove'
      ? [normalCdf(-x / sigma), normalCdf((1 - x) / sigma)]
      : [normalCdf(x / sigma), normalCdf((x - 1) / sigma)];
  const mixture = (1 - q) * noise + q * shifted;
  return direction === 'remove'
    ? mixture - Math.exp(epsilon) * noise
    : noise - Math.exp(epsilon) * mixture;
};

describe.each([
  { samplingRate: 0.2, noiseMultiplier: 1 },
  { samplingRate: 0.01, noiseMultiplier: 0.6 },
  { samplingRate: 0.9, noiseMultiplier: 3 },
])('the losses at q = $samplingRate, σ = $noiseMultiplier', (round) => {
  const { samplingRate: q, noiseMultiplier: sigma } = round;
  const pair = sampledGaussianLoss(round, GRID);

  describe.each(['remove', 'add'] as const)('%s', (direction) => {
    const loss = pair[direction];

    it('have a mass of 1, none of it negative', () => {
      expect(total(loss)).toBeCloseTo(1, 12);
      for (const mass of loss.masses) expect(mass).toBeGreaterThanOrEqual(0);
    });

    it('leave the other distribution its mass too', () => {
      const other = loss.masses.reduce(
        (sum, mass, index) => sum + mass * Math.exp(-(loss.first + index) * GRID),
        0,
      );
      expect(other).toBeCloseTo(1, 11);
    });

    const epsilons = direction === 'remove' ? [0.004, 0.1, 0.5, 1] : [0.001, 0.005, 0.009];

    it('are exact on the grid, and above the truth in between', () => {
      for (const epsilon of epsilons) {
        const exact = exactDelta(direction, q, sigma, epsilon);
        expect(deltaOnGrid(loss, epsilon)).toBeCloseTo(exact, 12);
        const between = epsilon + GRID / 2;
        expect(deltaOnGrid(loss, between)).toBeGreaterThanOrEqual(
          exactDelta(direction, q, sigma, between) - 1e-15,
        );
      }
    });
  });
});

describe('the losses where everyone takes part', () => {
  it('are the same both ways, and normal with mean 1/(2σ²) and variance 1/σ²', () => {
    const { remove, add } = sampledGaussianLoss({ samplingRate: 1, noiseMultiplier: 2 }, GRID);
    expect(add).toEqual(remove);
    const moment = (power: number) =>
      remove.masses.reduce(
        (sum, mass, index) => sum + mass * ((remove.first + index) * GRID) ** power,
        0,
      );
    expect(moment(1)).toBeCloseTo(1 / 8, 6);
    expect(moment(2) - moment(1) ** 2).toBeCloseTo(1 / 4, 6);
  });
});
