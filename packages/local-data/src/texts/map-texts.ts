import type { TableRow } from '@tributary/model-zoo';

/** Where a table has its texts and their classes: indices of columns, or null. */
export interface TextMapping {
  readonly text: number | null;
  readonly class: number | null;
}

/** Enough rows to tell by. */
const SAMPLE_ROWS = 200;

/**
 * The mapping to begin with, by what stands in the columns: classes where most cells are one, texts in the
 * longest of the others.
 */
export const mapTexts = (rows: readonly TableRow[], classes: readonly string[]): TextMapping => {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const width = Math.max(0, ...sample.map(({ cells }) => cells.length));
  const score = (of: (cell: string) => number) =>
    Array.from({ length: width }, (_, at) =>
      sample.reduce((sum, { cells }) => sum + of(cells[at] ?? ''), 0),
    );
  const known = new Set(classes);
  const classColumn = largest(score((cell) => Number(known.has(cell))));
  const lengths = score((cell) => cell.length);
  return {
    text: largest(lengths.map((length, at) => (at === classColumn ? 0 : length))),
    class: classColumn,
  };
};

/** The first row of a file of texts is a header if its cell is no class where the others' are. */
export const guessTextHeader =
  (classes: readonly string[]) =>
  (rows: readonly TableRow[]): boolean => {
    const { class: at } = mapTexts(rows, classes);
    const first = rows[0]?.cells ?? [];
    return at !== null && rows.length > 1 && !classes.includes(first[at] ?? '') && isShort(first);
  };

/** Names of columns are short, and a first text with a mistaken class is not to be lost. */
const isShort = (cells: readonly string[]): boolean => cells.every((cell) => cell.length <= 30);

const largest = (values: readonly number[]): number | null => {
  const most = Math.max(0, ...values);
  return most === 0 ? null : values.indexOf(most);
};
