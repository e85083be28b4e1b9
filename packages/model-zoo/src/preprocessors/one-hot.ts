import { z } from 'zod';
import { modelInputOf } from '../model-input.ts';
import { definePreprocessor } from '../preprocessor.ts';

/** The columns that one column becomes: one for each category, or itself. */
const widthOf = (categories: number): number => Math.max(1, categories);

/**
 * A column of c categories becomes c columns of 0 and 1, in its place; numbers stay as they are.
 * Index 0, a missing or unknown category, becomes zeros alone.
 */
export const oneHot = definePreprocessor({
  name: 'one-hot',
  title: 'One-hot',
  description: 'Turns each column of categories into one column of 0 and 1 for each category.',
  params: z.object({}),
  describe: (input) => {
    const { categories, ...others } = input;
    if (!categories?.some((count) => count > 0)) {
      throw new RangeError('no column holds categories');
    }
    const width = categories.reduce((total, count) => total + widthOf(count), 0);
    return modelInputOf({ ...others, featureShape: [width] });
  },
  apply: (examples, _params, { input: { categories = [] } }) => {
    const { features, numExamples } = examples;
    const width = categories.reduce((total, count) => total + widthOf(count), 0);
    const columns = new Float32Array(numExamples * width);
    let from = 0;
    let to = 0;
    for (let row = 0; row < numExamples; row++) {
      for (const count of categories) {
        const value = features[from++] as number;
        if (count === 0) columns[to] = value;
        else if (value >= 1 && value <= count) columns[to + value - 1] = 1;
        to += widthOf(count);
      }
    }
    return { ...examples, featureShape: [width], features: columns };
  },
});
