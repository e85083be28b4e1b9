import type { Examples } from '@tributary/model-zoo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSplit, LEAST_TO_SPLIT, splitExamples, splitSizes } from './split-examples.ts';

const examplesOf = (labels: Examples['labels']): Examples => ({
  numExamples: labels.length,
  featureShape: [1],
  // Every example is told by its number.
  features: Float32Array.from(labels, (_, at) => at),
  labels,
});

const countOf = (labels: Iterable<number>, label: number) =>
  [...labels].filter((one) => one === label).length;

describe('splitExamples', () => {
  it('takes the share of every class, the same examples for the same seed', () => {
    const examples = examplesOf(Int32Array.from({ length: 100 }, (_, at) => Number(at % 5 === 0)));
    const { train, validation } = splitExamples(examples, { validationShare: 0.25, seed: 1 });
    expect(train.numExamples).toBe(75);
    expect([0, 1].map((label) => countOf(validation?.labels ?? [], label))).toEqual([20, 5]);
    expect(splitExamples(examples, { validationShare: 0.25, seed: 1 }).train).toEqual(train);
    expect(splitExamples(examples, { validationShare: 0.25, seed: 2 }).train).not.toEqual(train);
  });

  it('neither loses nor repeats an example, and leaves one in each half', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { maxLength: 60 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.boolean(),
        (labels, validationShare, asNumbers) => {
          const examples = examplesOf((asNumbers ? Float32Array : Int32Array).from(labels));
          const { train, validation } = splitExamples(examples, { validationShare, seed: 3 });
          expect(splitSizes(examples, { validationShare, seed: 3 })).toEqual({
            train: train.numExamples,
            validation: validation?.numExamples ?? 0,
          });
          const all = [...train.features, ...(validation?.features ?? [])];
          expect(all.sort((a, b) => a - b)).toEqual([...labels.keys()]);
          const divided = validationShare > 0 && labels.length >= LEAST_TO_SPLIT;
          expect(validation !== undefined).toBe(divided);
          if (divided)
            expect(Math.min(train.numExamples, validation?.numExamples ?? 0)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('says what becomes of the examples', () => {
    expect(describeSplit(9, 0.2)).toContain('fewer than 10');
    expect(describeSplit(90, 0)).toContain('the same ones');
    expect(describeSplit(90, 0.2)).toContain('not trained on');
  });
});
