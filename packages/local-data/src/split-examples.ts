import type { Seed } from '@tributary/fedavg';
import { type Examples, type Halves, holdOut, selectExamples } from '@tributary/model-zoo';

export interface SplitOptions {
  /** Of the examples, from 0 to below 1, that are not trained on. */
  readonly validationShare: number;
  readonly seed: Seed;
}

export interface Split {
  readonly train: Examples;
  /** Undefined where there are too few examples, or none are asked for: then training is scored on its own. */
  readonly validation: Examples | undefined;
}

/** With fewer, a score on a part of them would say nothing. */
export const LEAST_TO_SPLIT = 10;

/**
 * Divides examples into those that are trained on and those that are only scored on: the same ones for the same
 * seed, of every class alike, and at least one in each half.
 */
export const splitExamples = (examples: Examples, options: SplitOptions): Split => {
  const { train, test } = divide(examples, options);
  return {
    train: selectExamples(examples, train),
    validation: test.length === 0 ? undefined : selectExamples(examples, test),
  };
};

/** How many examples {@link splitExamples} puts into each half. */
export const splitSizes = (
  examples: Examples,
  options: SplitOptions,
): { readonly train: number; readonly validation: number } => {
  const { train, test } = divide(examples, options);
  return { train: train.length, validation: test.length };
};

const divide = ({ numExamples, labels }: Examples, options: SplitOptions): Halves => {
  const { validationShare: testFraction, seed } = options;
  const all = Int32Array.from({ length: numExamples }, (_, index) => index);
  if (testFraction <= 0 || numExamples < LEAST_TO_SPLIT)
    return { train: all, test: new Int32Array() };
  // Labels of positions and numbers make no classes.
  const isClassified = labels instanceof Int32Array && labels.length === numExamples;
  const drawn = { testFraction, seed };
  const byClass = holdOut(isClassified ? labels : new Int32Array(numExamples), drawn);
  if (hasBoth(byClass)) return byClass;
  // Shares of small classes round to nothing or to all; if that of all does, too, one is taken.
  const ofAll = holdOut(new Int32Array(numExamples), drawn);
  if (hasBoth(ofAll)) return ofAll;
  const [one, others] = [all.subarray(-1), all.subarray(0, -1)];
  return ofAll.train.length === 0 ? { train: one, test: others } : { train: others, test: one };
};

const hasBoth = ({ train, test }: Halves): boolean => train.length > 0 && test.length > 0;

/** How the examples are divided, in a sentence for whoever brings them. */
export const describeSplit = (numExamples: number, validationShare: number): string => {
  if (numExamples < LEAST_TO_SPLIT) {
    return `With fewer than ${LEAST_TO_SPLIT} examples all are trained on, and the model is scored on the same ones.`;
  }
  return validationShare <= 0
    ? 'All are trained on, and the model is scored on the same ones.'
    : 'The model is scored on examples that it is not trained on.';
};
