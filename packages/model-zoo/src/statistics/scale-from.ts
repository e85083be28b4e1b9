import type { Column } from '../dataset.ts';
import type { PreprocessingStep } from '../preprocessor.ts';

/** The step "scale" by the ranges that a table's columns declare: nobody's rows are asked. */
export const scaleFrom = (columns: readonly Column[]): PreprocessingStep => {
  const ranges = columns.map((column) => (column.kind === 'number' ? column.range : [0, 1]));
  return {
    name: 'scale',
    params: { lows: ranges.map(([low]) => low), highs: ranges.map(([, high]) => high) },
  };
};
