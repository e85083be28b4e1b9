import { describe, expect, it } from 'vitest';
import { MAX_ABS_DELTA } from '../client-update.ts';
import { spentEpsilon } from './accounting/spend.ts';
import { addLocalNoise, localDpSteps } from './local-noise.ts';
import { seededNoiseSource } from './noise/noise-source.ts';
import { noiseGrid } from './noise-grid.ts';

const settings = { clipNorm: 2, noiseMultiplier: 0.5 };

describe('local noise', () => {
  it('clips first and adds C·z on every weight', () => {
    const size = 20_000;
    const delta = new Float32Array(size).fill(3);
    const noisy = addLocalNoise(delta, settings, seededNoiseSource(1));
    const clipped = noiseGrid(settings, size).clipTo / Math.sqrt(size);
    const mean = noisy.reduce((sum, value) => sum + value, 0) / size;
    const variance = noisy.reduce((sum, value) => sum + (value - clipped) ** 2, 0) / size;
    expect(Math.abs(mean - clipped)).toBeLessThan(4 / Math.sqrt(size));
    expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(4 / Math.sqrt(2 * size));
    expect(delta).toEqual(new Float32Array(size).fill(3));
  });

  it('never sends a weight that an update may not carry', () => {
    const loud = { clipNorm: 100, noiseMultiplier: 10 };
    const noisy = addLocalNoise(new Float32Array(100), loud, seededNoiseSource(2));
    expect(Math.max(...noisy.map(Math.abs))).toBe(MAX_ABS_DELTA);
  });

  it('refuses a delta with NaN or Infinity in it', () => {
    for (const bad of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(() => addLocalNoise(Float32Array.of(bad), settings, seededNoiseSource(1))).toThrow(
        RangeError,
      );
    }
  });

  it('is accounted without sampling, between any two updates', () => {
    expect(localDpSteps(4, 3)).toEqual({ noiseMultiplier: 2, samplingRate: 1, steps: 3 });
    expect(spentEpsilon([localDpSteps(4, 3)], 1e-5).epsilon).toBeGreaterThan(1);
  });
});
