import { z } from 'zod';
import { modelInputOf } from '../model-input.ts';
import {
  countColumns,
  mapColumns,
  numberColumns,
  perColumn,
  requireColumns,
  spreadOver,
} from '../preprocess-columns.ts';
import { definePreprocessor } from '../preprocessor.ts';

/**
 * x ↦ (x − mean) / deviation, column by column, so that a column has mean 0 and deviation 1 over the
 * whole federation. A missing number becomes 0, which is the mean; categories stay as they are. The
 * numbers come from a run of the model `column-statistics` (`standardiseFrom`).
 */
export const standardise = definePreprocessor({
  name: 'standardise',
  title: 'Standardise',
  description:
    'Gives each column mean 0 and deviation 1, by statistics of the whole federation; missing numbers become the mean.',
  params: z.object({
    means: perColumn.default(0).meta({
      title: 'Means',
      description: 'The mean of each column, over everybody: one number, or one per column.',
    }),
    deviations: z
      .union([z.number().min(0), z.array(z.number().min(0)).min(1)])
      .default(1)
      .meta({
        title: 'Deviations',
        description:
          'The standard deviation of each column, over everybody: one number, or one per column. 0 counts as 1.',
      }),
  }),
  describe: (input, { means, deviations }) => {
    requireColumns(input, means, deviations);
    return modelInputOf({ ...input, missing: false });
  },
  apply: (examples, { means, deviations }, { input }) => {
    const columns = countColumns(input);
    const mean = spreadOver(means, columns);
    const divisor = spreadOver(deviations, columns).map((deviation) => deviation || 1);
    const isNumber = numberColumns(input);
    return mapColumns(examples, columns, (value, column) => {
      if (!isNumber[column]) return value;
      if (Number.isNaN(value)) return 0;
      return (value - (mean[column] as number)) / (divisor[column] as number);
    });
  },
});
