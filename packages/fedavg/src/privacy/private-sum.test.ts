import { describe, expect, it } from 'vitest';
import { BLOCK_LENGTH, denseDelta } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { someUpdates, updateOf } from '../testing/some-updates.ts';
import { clipToNorm } from './clip.ts';
import { NOISE_SIGMA } from './noise/discrete-gaussian.ts';
import { type NoiseSource, seededNoiseSource } from './noise/noise-source.ts';
import { noiseGrid } from './noise-grid.ts';
import { createPrivateSum, type PrivateSumSettings } from './private-sum.ts';

const SIZE = BLOCK_LENGTH + 257;
const settings = { clipNorm: 0.5, noiseMultiplier: 0.8, denominator: 10 };

const sumsOf = (
  updates: ReturnType<typeof someUpdates>,
  chosen: PrivateSumSettings = settings,
): Float64Array => {
  const aggregator = createPrivateSum(chosen, seededNoiseSource(1));
  const size = updates[0]?.delta.size ?? SIZE;
  return aggregator.accumulate(
    aggregator.init({ size, totalWeight: Math.max(1, updates.length) }),
    updates,
  ).sums;
};

const releaseOf = (updates: ReturnType<typeof someUpdates>, noise: NoiseSource): Float32Array => {
  const aggregator = createPrivateSum(settings, noise);
  const state = aggregator.init({ size: SIZE, totalWeight: 20 });
  return aggregator.finalize(aggregator.accumulate(state, updates));
};

const normOf = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** A vector with elements of all sizes, scaled to a length. */
const vectorOfNorm = (size: number, norm: number, seed: number): Float32Array => {
  const random = createRandom(seed);
  const values = Float32Array.from(
    { length: size },
    () => random.normal() * 10 ** (random.integer(6) - 5),
  );
  const { norm: length } = clipToNorm(values, 1);
  return values.map((value) => (value * norm) / length);
};

describe('the private sum', () => {
  it('never lets a rounded update be longer than the clip norm', () => {
    for (let seed = 0; seed < 200; seed++) {
      const size = 1 + createRandom(seed).integer(300);
      const norm = [0.1, 0.49999, 0.5, 0.50001, 3, 1e6][seed % 6] as number;
      // Coarse grids too, where rounding is what counts.
      const noiseMultiplier = [0.5, 50, 5000][seed % 3] as number;
      const chosen = { ...settings, noiseMultiplier };
      const sums = sumsOf([updateOf(vectorOfNorm(size, norm, seed))], chosen);
      expect(normOf(sums)).toBeLessThanOrEqual(noiseGrid(chosen, size).mostUnits);
    }
  });

  it('uses nearly all of the clip norm', () => {
    const sums = sumsOf([updateOf(vectorOfNorm(SIZE, 3, 5))]);
    expect(normOf(sums) / noiseGrid(settings, SIZE).mostUnits).toBeGreaterThan(0.9999);
  });

  it('rounds every element of an update to the nearest grid point', () => {
    const values = Float32Array.of(0.1, -0.2, 0.3, 0);
    const { unit } = noiseGrid(settings, 4);
    sumsOf([updateOf(values)]).forEach((units, index) => {
      expect(Number.isInteger(units)).toBe(true);
      expect(Math.abs(units * unit - (values[index] as number))).toBeLessThanOrEqual(unit / 2);
    });
  });

  it('counts every client the same, whatever its examples, and does not depend on their order', () => {
    const updates = someUpdates(9, SIZE, 3);
    const forwards = sumsOf(updates);
    expect(sumsOf(createRandom(4).shuffle([...updates]))).toEqual(forwards);
    expect(sumsOf(updates.map((update) => ({ ...update, numExamples: 1 })))).toEqual(forwards);
    const alone = updates.map((update) => sumsOf([update]));
    const added = forwards.map((_, i) => alone.reduce((sum, sums) => sum + (sums[i] as number), 0));
    expect(added).toEqual(forwards);
  });

  it('gives the exact sum once the noise is taken off', () => {
    const updates = someUpdates(6, SIZE, 8);
    const { unit } = noiseGrid(settings, SIZE);
    const sums = sumsOf(updates);
    const noise = releaseOf([], seededNoiseSource(42));
    const noisy = releaseOf(updates, seededNoiseSource(42));
    noisy.forEach((value, index) => {
      const signal = ((sums[index] as number) * unit) / settings.denominator;
      // Both releases are float32.
      const slack = 2 ** -23 * (Math.abs(value) + Math.abs(noise[index] as number));
      expect(Math.abs(value - (noise[index] as number) - signal)).toBeLessThanOrEqual(slack);
    });
  });

  it('adds noise of standard deviation C·z to the sum, over the fixed denominator', () => {
    const wanted = (settings.clipNorm * settings.noiseMultiplier) / settings.denominator;
    const deviation = (values: Float32Array): number =>
      Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    // Four standard errors of a standard deviation.
    const slack = 4 / Math.sqrt(2 * SIZE);
    const nobody = releaseOf([], seededNoiseSource(1));
    expect(Math.abs(deviation(nobody) / wanted - 1)).toBeLessThan(slack);
    const updates = someUpdates(5, SIZE, 9);
    const { unit } = noiseGrid(settings, SIZE);
    const sums = sumsOf(updates);
    const noise = releaseOf(updates, seededNoiseSource(2)).map(
      (value, i) => value - ((sums[i] as number) * unit) / settings.denominator,
    );
    expect(Math.abs(deviation(noise) / wanted - 1)).toBeLessThan(slack);
    // And it has nothing to do with the data.
    const correlation = noise.reduce((sum, value, i) => sum + value * (sums[i] as number), 0);
    const scale = deviation(noise) * normOf(sums) * Math.sqrt(SIZE);
    expect(Math.abs(correlation / scale)).toBeLessThan(4 / Math.sqrt(SIZE));
  });

  it('draws new noise for every release', () => {
    const source = seededNoiseSource(5);
    expect(releaseOf([], source)).not.toEqual(releaseOf([], source));
  });

  it('survives serialisation, and does not care how updates are grouped', () => {
    const updates = someUpdates(5, SIZE, 10);
    const aggregator = createPrivateSum(settings, seededNoiseSource(1));
    let state = aggregator.init({ size: SIZE, totalWeight: 5 });
    for (const group of [updates.slice(0, 2), [], updates.slice(2)]) {
      state = structuredClone(aggregator.accumulate(structuredClone(state), group));
    }
    expect(state.sums).toEqual(sumsOf(updates));
    expect(() => aggregator.accumulate(state, updates.slice(0, 1))).toThrow(RangeError);
  });

  it('stays exact at its limits', () => {
    const chosen = { ...settings, noiseMultiplier: 0.01 };
    const updates = Array.from({ length: 50 }, () => updateOf(Float32Array.of(64)));
    const [sum = 0] = sumsOf(updates, chosen);
    expect(sum % 50).toBe(0);
    expect(sum).toBeGreaterThan(50 * 0.999 * (NOISE_SIGMA / 0.01));
    const aggregator = createPrivateSum(chosen, seededNoiseSource(1));
    expect(() => aggregator.init({ size: 1, totalWeight: 1e8 })).toThrow(/too small/);
    const loud = createPrivateSum({ ...settings, noiseMultiplier: 1000 }, seededNoiseSource(1));
    expect(() => loud.init({ size: 10_000_000, totalWeight: 1 })).toThrow(/too large/);
  });

  it('refuses updates that would break the bound', () => {
    const { norm: _norm, ...nameless } = updateOf(Float32Array.of(1, 2));
    expect(() => sumsOf([nameless])).toThrow(/norm/);
    const values = Float32Array.of(30, 40);
    const lying = { delta: denseDelta(values), numExamples: 1, norm: 0.1 };
    expect(() => sumsOf([lying])).toThrow(/not that of its delta/);
    expect(() => sumsOf([updateOf(Float32Array.of(Number.NaN))])).toThrow(RangeError);
    expect(() => sumsOf([{ ...lying, delta: denseDelta(Float32Array.of(Number.NaN, 1)) }])).toThrow(
      RangeError,
    );
    expect(() => createPrivateSum({ ...settings, denominator: 0 }, seededNoiseSource(1))).toThrow(
      RangeError,
    );
  });
});
