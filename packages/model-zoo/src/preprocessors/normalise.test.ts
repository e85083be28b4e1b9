import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { normalise } from './normalise.ts';

const featureShape = [1, 2, 2];
const context = { input: { featureShape, numClasses: 2 }, seed: 1 };

describe('normalise', () => {
  it('subtracts and divides channel by channel', () => {
    const examples = examplesOf(featureShape, Float32Array.of(1, 2, 3, 4));
    const params = { mean: [1, 2], deviation: [2, 4] };
    expect([...normalise.apply(examples, params, context).features]).toEqual([0, 0, 1, 0.5]);
  });

  it('takes bytes for parts of 255, and brings them to −1 to 1 unless told otherwise', () => {
    const examples = examplesOf(featureShape, Uint8Array.of(0, 255, 51, 204));
    const { features } = normalise.apply(examples, normalise.params.parse({}), context);
    expect(features).toEqual(Float32Array.of(-1, 1, -0.6, 0.6));
  });

  it('refuses to divide by 0', () => {
    const params = { mean: 0, deviation: [1, 0] };
    expect(() => normalise.describe(context.input, params)).toThrow('a deviation is 0');
  });
});
