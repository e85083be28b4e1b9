import {
  addScaled,
  aggregateUpdates,
  createRandom,
  createWeightedMean,
  denseDelta,
  modelDelta,
} from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { Examples } from '../dataset.ts';
import { buildModel } from '../model.ts';
import type { ModelInput } from '../model-input.ts';
import { columnStatistics } from '../models/column-statistics.ts';
import { preprocess } from '../preprocess.ts';
import { examplesOf } from '../testing/examples-of.ts';
import { standardiseFrom } from './standardise-from.ts';

/** As in the heart data: age, sex, blood pressure, cholesterol, a column that is constant, and one that nobody fills in. */
const COLUMNS = 6;
const CATEGORY = 1;
const input: ModelInput = {
  featureShape: [COLUMNS],
  numClasses: 2,
  categories: [0, 2, 0, 0, 0, 0],
  missing: true,
};
const RANGES = [
  [20, 90],
  [0, 1],
  [80, 200],
  [100, 600],
  [0, 10],
  [0, 1],
] as const;
const scaling = {
  name: 'scale',
  params: { lows: RANGES.map(([low]) => low), highs: RANGES.map(([, high]) => high) },
};

/** One hospital's rows: each has its own patients, and its own gaps. */
const hospital = (numExamples: number, seed: number): Examples => {
  const random = createRandom(seed);
  const rows = Array.from({ length: numExamples }, () => [
    50 + 4 * seed + 9 * random.normal(),
    random.integer(3),
    random.uniform() < 0.1 * seed ? Number.NaN : 130 + 15 * random.normal(),
    // The third hospital does not measure it at all.
    seed === 3 || random.uniform() < 0.3 ? Number.NaN : 240 + 50 * random.normal(),
    7,
    Number.NaN,
  ]);
  return preprocess(examplesOf([COLUMNS], Float32Array.from(rows.flat())), input, [scaling]);
};
const hospitals = [303, 294, 123, 1].map((size, index) => hospital(size, index + 1));

/** One round as the coordinator computes it: deltas from a model that is not at zero, and their mean. */
const learnStatistics = (clients: readonly Examples[]) => {
  const { manifest, init, solve } = buildModel(columnStatistics, input);
  const before = init(1).map((_, index) => 0.01 * index);
  const updates = clients.map((examples) => ({
    delta: denseDelta(modelDelta(solve?.(examples) as Float32Array, before)),
    numExamples: examples.numExamples,
  }));
  const mean = aggregateUpdates(createWeightedMean('num-examples'), updates);
  return { manifest, values: addScaled(before, 1, mean) };
};

/** Over all rows at once, in two passes and in float64. */
const reference = (clients: readonly Examples[], column: number) => {
  const values = clients.flatMap(({ features }) =>
    [...features].filter((value, at) => at % COLUMNS === column && !Number.isNaN(value)),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
};

const paramsOf = (clients: readonly Examples[]) =>
  standardiseFrom(learnStatistics(clients)).params as {
    means: number[];
    deviations: number[];
  };

describe('statistics of a federation', () => {
  it('are those of all rows together, though no two clients are alike and numbers are missing', () => {
    const { means, deviations } = paramsOf(hospitals);
    for (const column of [0, 2, 3]) {
      const { mean, deviation } = reference(hospitals, column);
      expect(Math.abs((means[column] as number) - mean)).toBeLessThan(1e-5);
      expect(Math.abs((deviations[column] as number) - deviation)).toBeLessThan(1e-5);
    }
  });

  it('differ from the mean of the clients’ own', () => {
    const { mean } = reference(hospitals, 2);
    const own = hospitals.map((client) => reference([client], 2).mean);
    const naive = own.reduce((sum, value) => sum + value) / own.length;
    expect(Math.abs(naive - mean)).toBeGreaterThan(1e-3);
  });

  it('give deviation 0 to what is constant, is missing everywhere or is a category', () => {
    const { means, deviations } = paramsOf(hospitals);
    expect([deviations[CATEGORY], deviations[4], deviations[5]]).toEqual([0, 0, 0]);
    expect(means[4]).toBeCloseTo(0.7, 6);
    expect([means[CATEGORY], means[5]]).toEqual([0, 0]);
  });

  it('standardise the federation: mean 0, deviation 1, no gaps, and the same categories', () => {
    const step = standardiseFrom(learnStatistics(hospitals));
    const after = hospitals.map((examples) => preprocess(examples, input, [step]));
    const filled = hospitals.map((examples, index) => ({
      ...examples,
      // Gaps have become the mean, which would make the deviation smaller.
      features: examples.features.map((value, at) =>
        Number.isNaN(value) ? value : (after[index]?.features[at] as number),
      ),
    }));
    for (const column of [0, 2, 3]) {
      const { mean, deviation } = reference(filled, column);
      expect(Math.abs(mean)).toBeLessThan(1e-4);
      expect(Math.abs(deviation - 1)).toBeLessThan(1e-4);
    }
    for (const [index, { features }] of after.entries()) {
      expect(features.every(Number.isFinite)).toBe(true);
      const indices = (values: Examples['features']) =>
        [...values].filter((_, at) => at % COLUMNS === CATEGORY);
      expect(indices(features)).toEqual(indices((hospitals[index] as Examples).features));
    }
  });

  it('are refused of another model', () => {
    const weights = { manifest: [{ name: 'kernel', shape: [2] }], values: new Float32Array(2) };
    expect(() => standardiseFrom(weights)).toThrow('they are called kernel');
  });
});
