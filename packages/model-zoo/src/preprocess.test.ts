import { describe, expect, it } from 'vitest';
import type { ModelInput } from './model-input.ts';
import { augmentation, completeSteps, describePreprocessed, preprocess } from './preprocess.ts';
import type { PreprocessingStep } from './preprocessor.ts';
import { madeUpExamples } from './testing/preprocessor-laws.ts';

const picture: ModelInput = { featureShape: [6, 6, 1], numClasses: 3 };
const table: ModelInput = { featureShape: [2], numClasses: 3, categories: [0, 4], missing: true };
const step = (name: string, params: PreprocessingStep['params'] = {}) => ({ name, params });
const forPictures = [
  step('resize', { height: 8, width: 8 }),
  step('centre-crop', { height: 4, width: 4 }),
  step('random-flip'),
  step('random-crop', { padding: 1 }),
];

describe('describePreprocessed', () => {
  it('is what the model meets after all steps', () => {
    expect(describePreprocessed(picture, forPictures)).toEqual({
      featureShape: [4, 4, 1],
      numClasses: 3,
    });
    const forTables = [step('standardise'), step('one-hot')];
    expect(describePreprocessed(table, forTables)).toEqual({ featureShape: [5], numClasses: 3 });
    expect(describePreprocessed(table, [])).toEqual(table);
  });

  it.each([
    [
      'Step 1 of the preprocessing, "shrink": there is no such step; choose one of',
      [step('shrink')],
    ],
    ['Step 1 of the preprocessing, "resize": height: ', [step('resize', { height: 0 })]],
    ['Step 1 of the preprocessing, "resize": its parameters: ', [step('resize', { tall: 3 })]],
    [
      'Step 2 of the preprocessing, "centre-crop": 9 × 9 cannot be cut out of 8 × 8 pixels.',
      [step('resize', { height: 8, width: 8 }), step('centre-crop', { height: 9, width: 9 })],
    ],
    [
      'Step 2 of the preprocessing, "normalise": it comes after a step that is drawn anew for every epoch; put it before that.',
      [step('random-flip'), step('normalise')],
    ],
  ])('refuses: %s', (message, steps) => {
    const refused = () => describePreprocessed(picture, steps);
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(message);
  });
});

describe('preprocess', () => {
  it('takes the steps one after another, and leaves out what is drawn for training', () => {
    const examples = madeUpExamples(picture);
    const after = preprocess(examples, picture, forPictures);
    expect(after).toEqual(preprocess(examples, picture, forPictures.slice(0, 2)));
    expect(after.featureShape).toEqual([4, 4, 1]);
    expect(preprocess(examples, picture, [])).toBe(examples);
  });

  it('makes rows of numbers of a table', () => {
    const rows = preprocess(madeUpExamples(table), table, [step('one-hot'), step('standardise')]);
    expect(rows.featureShape).toEqual([5]);
    expect(rows.features.every(Number.isFinite)).toBe(true);
  });
});

describe('augmentation', () => {
  it('draws anew for every seed, from the same examples', () => {
    const examples = preprocess(madeUpExamples(picture), picture, forPictures);
    const augment = augmentation(picture, forPictures);
    expect(augment?.(examples, 1)).toEqual(augment?.(examples, 1));
    expect(augment?.(examples, 1)).not.toEqual(augment?.(examples, 2));
    expect(augment?.(examples, 1).featureShape).toEqual([4, 4, 1]);
  });

  it('is undefined where no step is for training alone', () => {
    expect(augmentation(picture, forPictures.slice(0, 2))).toBeUndefined();
  });
});

describe('completeSteps', () => {
  it('fills in what was left out', () => {
    expect(completeSteps(picture, [step('resize', { height: 5 }), step('random-crop')])).toEqual([
      step('resize', { height: 5, width: 32 }),
      step('random-crop', { padding: 4 }),
    ]);
  });
});
