import type { Seed } from '@tributary/fedavg';
import { type Examples, holdOut, selectExamples } from '@tributary/model-zoo';

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
export const splitExamples = (
  examples: Examples,
  { validationShare, seed }: SplitOptions,
): Split => {
  const { numExamples, labels } = examples;
  if (validationShare <= 0 || numExamples < LEAST_TO_SPLIT) {
    return { train: selectExamples(examples, indicesUpTo(numExamples)), validation: undefined };
  }
  // Labels of positions and numbers make no classes.
  const isClassified = labels instanceof Int32Array && labels.length === numExamples;
  const halves = holdOut(isClassified ? labels : new Int32Array(numExamples), {
    testFraction: validationShare,
    seed,
  });
  const { train, test } =
    halves.test.length > 0 && halves.train.length > 0
      ? halves
      : holdOut(new Int32Array(numExamples), { testFraction: validationShare, seed });
  return test.length === 0 || train.length === 0
    ? takeOne(examples, train.length === 0)
    : { train: selectExamples(examples, train), validation: selectExamples(examples, test) };
};

/** Shares that round to nothing or to all still leave one example on either side. */
const takeOne = (examples: Examples, forTraining: boolean): Split => {
  const all = indicesUpTo(examples.numExamples);
  const one = selectExamples(examples, all.subarray(-1));
  const others = selectExamples(examples, all.subarray(0, -1));
  return forTraining ? { train: one, validation: others } : { train: others, validation: one };
};

/** How the examples are divided, in a sentence for whoever brings them. */
export const describeSplit = (numExamples: number, validationShare: number): string => {
  if (numExamples < LEAST_TO_SPLIT) {
    return `With fewer than ${LEAST_TO_SPLIT} examples all are trained on, and the model is scored on the same ones.`;
  }
  return validationShare <= 0
    ? 'All are trained on, and the model is scored on the same ones.'
    : 'The model is scored on examples that it is not trained on.';
};

const indicesUpTo = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);
