import { describe, expect, it } from 'vitest';
import { constant, fillWeights, glorotUniform, heNormal, manifestOf } from './initialisers.ts';

const largest = (values: Float32Array) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const meanOf = (values: Float32Array, of: (value: number) => number) =>
  values.reduce((sum, value) => sum + of(value), 0) / values.length;

describe('glorotUniform', () => {
  it.each([
    ['a matrix', [300, 200], 500],
    ['a filter, whose places all count', [5, 5, 32, 64], 25 * 96],
  ])('fills ±√(6 / (fan in + fan out)) for %s', (_, shape, fans) => {
    const values = glorotUniform('w', shape).fill(3);
    const limit = Math.sqrt(6 / fans);
    expect(largest(values)).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest(values)).toBeGreaterThan(0.999 * limit);
    // A uniform's variance is a third of its limit's square.
    expect(meanOf(values, (value) => value ** 2) / (limit ** 2 / 3)).toBeCloseTo(1, 1);
  });
});

describe('heNormal', () => {
  it('has mean 0 and variance 2 / fan in', () => {
    const values = heNormal('w', [3, 3, 16, 64]).fill(3);
    const variance = 2 / (9 * 16);
    expect(Math.abs(meanOf(values, (value) => value))).toBeLessThan(0.005);
    expect(meanOf(values, (value) => value ** 2) / variance).toBeCloseTo(1, 1);
  });

  it('counts the inputs that it is told of', () => {
    const values = heNormal('w', [3, 3, 512, 1], 9).fill(3);
    expect(meanOf(values, (value) => value ** 2) / (2 / 9)).toBeCloseTo(1, 1);
  });

  it('reaches beyond what a uniform with its variance could', () => {
    expect(largest(heNormal('w', [100, 100]).fill(1))).toBeGreaterThan(3 * Math.sqrt(2 / 100));
  });
});

describe('fillWeights', () => {
  const weights = [heNormal('a', [2, 3]), constant('b', [2], 0.5), heNormal('c', [2, 3])];

  it('lays the weights one after another', () => {
    const values = fillWeights(weights, 7);
    expect(values).toHaveLength(14);
    expect(values.subarray(0, 6)).toEqual(weights[0]?.fill(7));
    expect(values.subarray(6, 8)).toEqual(Float32Array.of(0.5, 0.5));
    expect(values.subarray(8)).toEqual(weights[2]?.fill(7));
  });

  it('draws weights of one shape from streams of their own', () => {
    const values = fillWeights(weights, 7);
    expect(values.subarray(0, 6)).not.toEqual(values.subarray(8));
  });
});

describe('manifestOf', () => {
  it('keeps names and shapes alone', () => {
    expect(manifestOf([constant('b', [2], 0.5)])).toEqual([{ name: 'b', shape: [2] }]);
  });
});
