import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../model-input.ts';
import { examplesOf } from '../testing/examples-of.ts';
import { pad } from './pad.ts';

const tokens: ModelInput = {
  featureShape: [3],
  numClasses: 2,
  featureKind: 'tokens',
  vocabularySize: 9,
};
const windows: ModelInput = { featureShape: [2, 2], numClasses: 2 };

describe('pad', () => {
  it('fills tokens up with 0, or cuts off their end', () => {
    const examples = examplesOf([3], Int32Array.of(1, 2, 3, 4, 5, 6));
    const padTo = (length: number) =>
      pad.apply(examples, { length }, { input: tokens, seed: 1 }).features;
    expect(padTo(4)).toEqual(Int32Array.of(1, 2, 3, 0, 4, 5, 6, 0));
    expect(padTo(2)).toEqual(Int32Array.of(1, 2, 4, 5));
  });

  it('adds moments to windows, or takes the last ones away', () => {
    const examples = examplesOf([2, 2], Float32Array.of(1, 2, 3, 4));
    const padTo = (length: number) =>
      pad.apply(examples, { length }, { input: windows, seed: 1 }).features;
    expect(padTo(3)).toEqual(Float32Array.of(1, 2, 3, 4, 0, 0));
    expect(padTo(1)).toEqual(Float32Array.of(1, 2));
    expect(pad.describe(windows, { length: 3 }).featureShape).toEqual([3, 2]);
  });
});
