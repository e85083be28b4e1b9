import { describe, expect, it } from 'vitest';
import { gaussian } from '../testing/awkward-vectors.ts';
import { passThrough } from '../testing/compressor-laws.ts';
import { norm2, subtract } from '../vector.ts';
import type { Stage } from './compressor.ts';
import { compressors } from './compressors/registry.generated.ts';
import { isUnbiased, parsePipeline } from './parse-pipeline.ts';
import { usefulPipelines } from './useful-pipelines.ts';

const TRIALS = 400;
const nearest = (name: string): Stage => ({ name, params: { rounding: 'nearest' } });
const stochasticHalf: Stage = { name: 'float16', params: { rounding: 'stochastic' } };
const rotate: Stage = { name: 'rotate', params: {} };

/** Mean and mean square error of many decodings, value by value and over all. */
const decodeOften = (stages: readonly Stage[]) => {
  const { values, manifest } = gaussian(2048, 11);
  const mean = new Float64Array(values.length);
  const squares = new Float64Array(values.length);
  for (let seed = 0; seed < TRIALS; seed++) {
    const error = subtract(passThrough(stages, { values, manifest }, seed), values);
    error.forEach((value, i) => {
      mean[i] = (mean[i] as number) + value / TRIALS;
      squares[i] = (squares[i] as number) + (value * value) / TRIALS;
    });
  }
  const biasSquared = mean.reduce((sum, value) => sum + value * value, 0);
  const oneError = squares.reduce((sum, value) => sum + value, 0);
  return { values, mean, squares, shrinkage: (biasSquared * TRIALS) / oneError };
};

const single = compressors.entries
  .filter(({ kind }) => kind === 'codec')
  .map(({ name }) => ({ name, stages: [{ name, params: {} }] }));
const unbiased = [
  ...single,
  ...usefulPipelines,
  { name: 'stochastic float16', stages: [stochasticHalf] },
  { name: 'rotate, int8', stages: [rotate, { name: 'int8', params: {} }] },
]
  .filter(({ stages }) => {
    const pipeline = parsePipeline(stages);
    return pipeline.ok && isUnbiased(pipeline.stages);
  })
  .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index);

describe('What says that it is unbiased', () => {
  it('is what is expected to be', () => {
    expect(unbiased.map(({ name }) => name).sort()).toEqual([
      'float32',
      'int4',
      'int8',
      'rotate, int4',
      'rotate, int8',
      'rotate, lloyd-max',
      'rotate, sign (EDEN)',
      'stochastic float16',
    ]);
  });

  it.each(unbiased.filter(({ name }) => name !== 'float32'))(
    'is right on average: $name',
    ({ stages }) => {
      const { mean, squares, shrinkage } = decodeOften(stages);
      // The mean of n independent errors is an n-th of one error, in squares; a bias would stay.
      expect(shrinkage).toBeGreaterThan(0.8);
      expect(shrinkage).toBeLessThan(1.2);
      // No value by itself is off by more than five standard errors. A twentieth of the usual error is
      // added, for values so close to a step that in so few trials none was rounded the other way.
      const usual = squares.reduce((sum, value) => sum + value, 0) / squares.length;
      const largest = mean.reduce((most, value, i) => {
        const variance = ((squares[i] as number) + usual / 20) / TRIALS;
        return Math.max(most, value ** 2 / variance);
      }, 0);
      expect(Math.sqrt(largest)).toBeLessThan(5);
    },
  );
});

describe('What is biased', () => {
  it.each([
    { name: 'int4, nearest', stages: [nearest('int4')] },
    {
      name: 'rotate, sign with the scale of DRIVE',
      stages: [rotate, { name: 'sign', params: {} }],
    },
  ])('stays wrong on average, which the same test sees: $name', ({ stages }) => {
    expect(decodeOften(stages).shrinkage).toBeGreaterThan(10);
  });
});

it('EDEN keeps the length along the original exactly, DRIVE shortens it by 2/π', () => {
  const some = gaussian(4096, 3);
  const along = (scale: string): number => {
    const stages = [rotate, { name: 'sign', params: { scale } }];
    const decoded = passThrough(stages, some, 1);
    const product = decoded.reduce((sum, value, i) => sum + value * (some.values[i] as number), 0);
    return product / norm2(some.values) ** 2;
  };
  expect(along('eden')).toBeCloseTo(1, 5);
  expect(Math.abs(along('drive') - 2 / Math.PI)).toBeLessThan(0.02);
});
