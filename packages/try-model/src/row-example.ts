import type { Column, TableDataSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';

/** What a person filled in, by column: a number, a category's name, or nothing. */
export type Row = Readonly<Record<string, number | string | null>>;

/** A row to begin with: every number in the middle of its range, every category its first. */
export const middleRow = ({ columns }: TableDataSchema): Row =>
  Object.fromEntries(columns.map((column) => [column.name, middleOf(column)]));

const middleOf = (column: Column): number | string | null => {
  if (column.kind === 'category') return column.categories[0] ?? null;
  const [low, high] = column.range;
  const middle = (low + high) / 2;
  // Whole numbers stay whole: nobody is 53.5 rooms.
  return Number.isInteger(low) && Number.isInteger(high) && high - low > 2
    ? Math.round(middle)
    : middle;
};

/** The columns that must be filled in and are not. */
export const emptyColumns = ({ columns }: TableDataSchema, row: Row): string[] =>
  columns.flatMap(({ name, kind, mayBeMissing }) =>
    kind === 'number' && !mayBeMissing && (row[name] ?? null) === null ? name : [],
  );

/** A row as an example: missing numbers are NaN, missing and unknown categories 0. */
export const rowExample = ({ columns }: TableDataSchema, row: Row): UnlabelledExamples => ({
  numExamples: 1,
  featureShape: [columns.length],
  features: Float32Array.from(columns, (column) => {
    const value = row[column.name] ?? null;
    if (column.kind === 'category') return 1 + column.categories.indexOf(String(value));
    return typeof value === 'number' ? value : Number.NaN;
  }),
});
