import { describe, expect, it } from 'vitest';
import { effectiveSamplingRate } from './effective-sampling-rate.ts';
import { fitsBudget, spentEpsilon } from './spend.ts';

const run = (steps: number) => [{ samplingRate: 0.02, noiseMultiplier: 1.2, steps }];

describe('what has been spent', () => {
  it('is reported by both accountants, and the tighter one is charged', () => {
    const spent = spentEpsilon(run(200), 1e-6);
    expect(spent.pld).toBeLessThan(spent.rdp);
    expect(spent.epsilon).toBe(spent.pld);
  });

  it('never falls as rounds go on, by either', () => {
    let before = spentEpsilon(run(0), 1e-5);
    expect(before).toEqual({ rdp: 0, pld: 0, epsilon: 0 });
    for (const steps of [1, 2, 3, 5, 10, 11, 40, 100, 101, 400]) {
      const now = spentEpsilon(run(steps), 1e-5);
      expect(now.rdp).toBeGreaterThanOrEqual(before.rdp);
      expect(now.pld).toBeGreaterThanOrEqual(before.pld);
      before = now;
    }
  });

  it('costs more without sampling, with less noise and at a smaller δ', () => {
    const { epsilon } = spentEpsilon(run(50), 1e-5);
    const other = (change: object, delta = 1e-5) =>
      spentEpsilon([{ samplingRate: 0.02, noiseMultiplier: 1.2, steps: 50, ...change }], delta)
        .epsilon;
    expect(other({ samplingRate: 1 })).toBeGreaterThan(5 * epsilon);
    expect(other({ noiseMultiplier: 1 })).toBeGreaterThan(epsilon);
    expect(other({}, 1e-7)).toBeGreaterThan(epsilon);
  });

  it('fits a budget exactly when the charge does', () => {
    const { rdp, pld } = spentEpsilon(run(100), 1e-5);
    const fits = (epsilonBudget: number) => fitsBudget(run(100), { delta: 1e-5, epsilonBudget });
    expect(fits(rdp)).toBe(true);
    expect(fits((rdp + pld) / 2)).toBe(true);
    expect(fits(pld)).toBe(true);
    expect(fits(pld - 1e-9)).toBe(false);
  });
});

describe('the sampling rate that is accounted with', () => {
  it('is the fraction under Poisson sampling, and 1 under anything else', () => {
    expect(effectiveSamplingRate({ poisson: true, fractionTrain: 0.1 })).toBe(0.1);
    expect(effectiveSamplingRate({ poisson: false, fractionTrain: 0.1 })).toBe(1);
    expect(() => effectiveSamplingRate({ poisson: true, fractionTrain: 0 })).toThrow(RangeError);
  });
});
