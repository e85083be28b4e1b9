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

/**
 * x ↦ (x − low) / (high − low) cut to [0, 1], column by column; missing numbers stay missing and
 * categories stay as they are. It needs what a data set declares and no look at anybody's rows.
 */
export const scale = definePreprocessor({
  name: 'scale',
  title: 'Scale',
  description:
    'Brings each column from its declared range to 0 to 1, and cuts off what lies outside.',
  params: z.object({
    lows: perColumn.default(0).meta({
      title: 'Lows',
      description: 'What becomes 0: one number, or one per column.',
    }),
    highs: perColumn.default(1).meta({
      title: 'Highs',
      description: 'What becomes 1: one number, or one per column.',
    }),
  }),
  describe: (input, { lows, highs }) => {
    requireColumns(input, lows, highs);
    const columns = countColumns(input);
    const [low, high] = [spreadOver(lows, columns), spreadOver(highs, columns)];
    const narrow = numberColumns(input).findIndex(
      (isNumber, column) => isNumber && (low[column] as number) >= (high[column] as number),
    );
    if (narrow >= 0) throw new RangeError(`the low of column ${narrow + 1} is not below its high`);
    return input;
  },
  apply: (examples, { lows, highs }, { input }) => {
    const columns = countColumns(input);
    const [low, high] = [spreadOver(lows, columns), spreadOver(highs, columns)];
    const isNumber = numberColumns(input);
    return mapColumns(examples, columns, (value, column) => {
      if (!isNumber[column]) return value;
      const least = low[column] as number;
      return Math.min(1, Math.max(0, (value - least) / ((high[column] as number) - least)));
    });
  },
});
