import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import {
  adaptClipNorm,
  defaultCountStddev,
  nextClipNorm,
  noisyUnclippedFraction,
  splitNoise,
} from './adaptive-clip.ts';
import { seededNoiseSource } from './noise/noise-source.ts';

const settings = {
  ...{ targetQuantile: 0.5, clipLearningRate: 0.2 },
  ...{ clippedCountStddev: 5, expectedClients: 100 },
};

describe('adaptive clipping', () => {
  it('lowers the norm when too many are unclipped and raises it when too few are', () => {
    expect(nextClipNorm(1, 1, settings)).toBeCloseTo(Math.exp(-0.1), 14);
    expect(nextClipNorm(1, 0, settings)).toBeCloseTo(Math.exp(0.1), 14);
    expect(nextClipNorm(3, 0.5, settings)).toBe(3);
  });

  it.each([
    [0.5, 0.1],
    [0.5, 30],
    [0.8, 0.1],
    [0.2, 30],
  ])('finds the %f quantile from %f, with noise', (targetQuantile, start) => {
    const random = createRandom(1);
    const noise = seededNoiseSource(2);
    let state = { clipNorm: start };
    const tail: number[] = [];
    for (let round = 0; round < 250; round++) {
      // Norms are uniform between 0 and 10.
      const norms = Array.from({ length: 100 }, () => 10 * random.uniform());
      state = adaptClipNorm(state, norms, { ...settings, targetQuantile }, noise);
      if (round >= 150) tail.push(state.clipNorm);
    }
    const mean = tail.reduce((sum, clipNorm) => sum + clipNorm, 0) / tail.length;
    expect(Math.abs(mean / 10 - targetQuantile)).toBeLessThan(0.04);
    expect(structuredClone(state)).toEqual(state);
  });

  it('has noise of the stated deviation on the count, and none of bias', () => {
    const noise = seededNoiseSource(3);
    const norms = Array.from({ length: 100 }, (_, index) => index);
    const counts = Array.from(
      { length: 3000 },
      () => noisyUnclippedFraction(norms, 29.5, settings, noise) * 100,
    );
    const mean = counts.reduce((sum, count) => sum + count, 0) / 3000;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 3000;
    expect(Math.abs(mean - 30)).toBeLessThan((4 * 5) / Math.sqrt(3000));
    expect(Math.abs(Math.sqrt(variance) / 5 - 1)).toBeLessThan(4 / Math.sqrt(6000));
  });

  it('divides by how many are expected, not by how many came', () => {
    const quiet = { ...settings, clippedCountStddev: 1e-3 };
    const share = noisyUnclippedFraction([1, 1, 1, 9], 5, quiet, seededNoiseSource(4));
    // Three of +1/2 and one of −1/2 over a hundred.
    expect(share).toBeCloseTo(0.5 + 1 / 100, 3);
  });

  it('splits the noise so that both parts cost what one would', () => {
    const [multiplier, countStddev] = [2, 5];
    const sum = splitNoise(multiplier, countStddev);
    expect(sum ** -2 + (2 * countStddev) ** -2).toBeCloseTo(multiplier ** -2, 14);
    expect(defaultCountStddev(100)).toBe(5);
    expect(() => splitNoise(10, 5)).toThrow(RangeError);
    expect(() => splitNoise(11, 5)).toThrow(RangeError);
  });

  it('refuses norms that are not finite', () => {
    expect(() =>
      adaptClipNorm({ clipNorm: 1 }, [Number.NaN], settings, seededNoiseSource(1)),
    ).toThrow(RangeError);
  });
});
