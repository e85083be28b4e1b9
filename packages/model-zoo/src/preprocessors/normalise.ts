import { z } from 'zod';
import {
  countColumns,
  mapColumns,
  numberColumns,
  perColumn,
  requireColumns,
  spreadOver,
} from '../preprocess-columns.ts';
import { definePreprocessor } from '../preprocessor.ts';

/** x ↦ (x − mean) / deviation, along the last axis; bytes are value / 255 before. */
export const normalise = definePreprocessor({
  name: 'normalise',
  title: 'Normalise',
  description: 'Subtracts a fixed number from each channel or column and divides by another.',
  params: z.object({
    mean: perColumn
      .default(0.5)
      .meta({ title: 'Mean', description: 'What is subtracted: one number, or one per channel.' }),
    deviation: perColumn.default(0.5).meta({
      title: 'Deviation',
      description: 'What the difference is divided by: one number, or one per channel.',
    }),
  }),
  describe: (input, { mean, deviation }) => {
    requireColumns(input, mean, deviation);
    if (numberColumns(input).includes(false)) {
      throw new RangeError(
        'some columns are categories: put the step "one-hot" before it, or take "standardise"',
      );
    }
    if ([deviation].flat().includes(0)) throw new RangeError('a deviation is 0');
    return input;
  },
  apply: (examples, { mean, deviation }, { input }) => {
    const columns = countColumns(input);
    const means = spreadOver(mean, columns);
    const deviations = spreadOver(deviation, columns);
    return mapColumns(
      examples,
      columns,
      (value, column) => (value - (means[column] as number)) / (deviations[column] as number),
    );
  },
});
