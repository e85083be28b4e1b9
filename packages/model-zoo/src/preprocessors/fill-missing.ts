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

/** NaN ↦ a fixed number per column. Categories have 0 for what is missing, and stay as they are. */
export const fillMissing = definePreprocessor({
  name: 'fill-missing',
  title: 'Fill missing',
  description: 'Puts a fixed number where one is missing.',
  params: z.object({
    values: perColumn.default(0).meta({
      title: 'Values',
      description: 'What stands for a missing number: one number, or one per column.',
    }),
  }),
  describe: (input, { values }) => {
    requireColumns(input, values);
    return modelInputOf({ ...input, missing: false });
  },
  apply: (examples, { values }, { input }) => {
    const columns = countColumns(input);
    const fillers = spreadOver(values, columns);
    const isNumber = numberColumns(input);
    return mapColumns(examples, columns, (value, column) =>
      isNumber[column] && Number.isNaN(value) ? (fillers[column] as number) : value,
    );
  },
});
