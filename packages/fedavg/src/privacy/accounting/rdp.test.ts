import { describe, expect, it } from 'vitest';
import { epsilonOfRdp, RDP_ORDERS, rdpAt, rdpEpsilon } from './rdp.ts';

const step = (samplingRate: number, noiseMultiplier: number, steps = 1) => ({
  ...{ samplingRate, noiseMultiplier, steps },
});

describe('Rényi accounting', () => {
  it('is α/(2σ²) a round where everyone takes part, for any order', () => {
    expect(rdpAt(1.5, step(1, 2, 3))).toBeCloseTo((3 * 1.5) / 8, 14);
    expect(rdpAt(256, step(1, 2))).toBeCloseTo(32, 12);
  });

  it('is log(1 + q²·(exp(1/σ²) − 1)) at order 2, also where that is tiny', () => {
    for (const [q, sigma] of [
      [0.1, 1],
      [1e-3, 0.8],
      [1e-7, 3],
    ] as const) {
      const exact = Math.log1p(q * q * Math.expm1(1 / sigma ** 2));
      expect(rdpAt(2, step(q, sigma)) / exact).toBeCloseTo(1, 12);
    }
  });

  it('agrees with the moment that it stands for, integrated numerically', () => {
    const [q, sigma, order] = [0.05, 1.3, 7];
    let moment = 0;
    const width = 1e-3;
    for (let x = -15; x < 25; x += width) {
      const density = Math.exp(-(x * x) / (2 * sigma ** 2)) / (sigma * Math.sqrt(2 * Math.PI));
      const ratio = 1 - q + q * Math.exp((2 * x - 1) / (2 * sigma ** 2));
      moment += density * ratio ** order * width;
    }
    expect(rdpAt(order, step(q, sigma))).toBeCloseTo(Math.log(moment) / (order - 1), 10);
  });

  it('approaches full participation as the sampling rate approaches 1', () => {
    expect(rdpAt(20, step(1 - 1e-9, 1.5))).toBeCloseTo(rdpAt(20, step(1, 1.5)), 6);
  });

  it('never falls with the order', () => {
    const curve = RDP_ORDERS.map((order) => rdpAt(order, step(0.01, 1)));
    curve.slice(1).forEach((rdp, index) => {
      expect(rdp).toBeGreaterThanOrEqual(curve[index] as number);
    });
  });

  it('knows the ends: nobody sampled or nothing released is free, no noise costs everything', () => {
    expect(rdpAt(2, step(0, 1))).toBe(0);
    expect(rdpAt(2, step(0, 0))).toBe(0);
    expect(rdpAt(2, step(0.5, 0))).toBe(Number.POSITIVE_INFINITY);
    expect(rdpEpsilon([], 1e-5).epsilon).toBe(0);
    expect(rdpEpsilon([step(0.5, 1, 0)], 1e-5).epsilon).toBe(0);
    expect(rdpEpsilon([step(0.5, 0)], 1e-5).epsilon).toBe(Number.POSITIVE_INFINITY);
  });

  it('adds up rounds of different kinds order by order', () => {
    const kinds = [step(0.01, 1, 100), step(0.1, 4, 10)];
    const curve = RDP_ORDERS.map((order) => ({
      order,
      rdp: kinds.reduce((sum, kind) => sum + rdpAt(order, kind), 0),
    }));
    expect(rdpEpsilon(kinds, 1e-6)).toEqual(epsilonOfRdp(curve, 1e-6));
    expect(rdpEpsilon([step(0.01, 1, 60), step(0.01, 1, 40)], 1e-6).epsilon).toBeCloseTo(
      rdpEpsilon([step(0.01, 1, 100)], 1e-6).epsilon,
      12,
    );
  });

  it('refuses what makes no sense', () => {
    expect(() => rdpAt(2.5, step(0.1, 1))).toThrow(RangeError);
    expect(() => rdpAt(1, step(1, 1))).toThrow(RangeError);
    expect(() => rdpAt(2, step(1.1, 1))).toThrow(RangeError);
    expect(() => rdpAt(2, step(0.1, Number.NaN))).toThrow(RangeError);
    expect(() => rdpAt(2, step(0.1, 1, 1.5))).toThrow(RangeError);
    expect(() => rdpEpsilon([step(0.1, 1)], 0)).toThrow(RangeError);
    expect(() => rdpEpsilon([step(0.1, 1)], 1)).toThrow(RangeError);
  });
});
