import type { Column } from '../dataset.ts';
import { badFormat } from './bad-format.ts';
import { decodeText } from './decode-text.ts';
import { guessDelimiter, parseTable } from './parse-table.ts';

/** What a table's first rows look like, as a start for a schema that a person looks over. */
export interface GuessedTable {
  readonly delimiter: string;
  readonly numRows: number;
  readonly columns: readonly GuessedColumn[];
}

export interface GuessedColumn {
  readonly name: string;
  /** Null where nothing can be learnt of it. */
  readonly column: Column | null;
  /** Of one that is null: why, as a clause. */
  readonly reason: string | null;
  /** Its different cells, where there are but a few: what it might be sorted into. */
  readonly values: readonly string[] | null;
}

/** More different texts than this are names or notes. */
const MOST_CATEGORIES = 50;
/** Numbers that might as well be classes, such as 0 and 1 or the grades of a disease. */
const MOST_CLASSES = 20;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Guesses the columns of a CSV or TSV file from its rows: numbers with a range somewhat wider than what was seen,
 * categories, and whether cells were missing.
 * @param missing cells that stand for a value that is not known
 * @throws {DatasetError} `bad-format` when the file is no table with its columns' names in the first line
 */
export const guessTable = (
  bytes: Uint8Array,
  file: string,
  missing: readonly string[],
): GuessedTable => {
  const delimiter = guessDelimiter(decodeText(bytes, file));
  const { header, rows } = parseTable(bytes, { delimiter }, file);
  if (header.every((name) => DECIMAL.test(name) || missing.includes(name))) {
    throw badFormat(
      { file, line: 1 },
      'found values, expected the names of the columns; write them into the first line',
    );
  }
  return {
    ...{ delimiter, numRows: rows.length },
    columns: header.map((name, at) =>
      guessColumn(
        name || `column ${at + 1}`,
        rows.map(({ cells }) => cells[at] as string),
        missing,
      ),
    ),
  };
};

const guessColumn = (
  name: string,
  cells: readonly string[],
  missing: readonly string[],
): GuessedColumn => {
  const known = cells.filter((cell) => !missing.includes(cell));
  const mayBeMissing = known.length < cells.length;
  const distinct = [...new Set(known)];
  /** A value that never comes again is no class. */
  const mayBeClasses = distinct.length <= MOST_CLASSES && distinct.length < known.length;
  const areNumbers = known.every(isNumber);
  const nothing = (reason: string): GuessedColumn => ({ name, column: null, reason, values: null });
  if (distinct.length === 0) return nothing('every cell is empty');
  const values = areNumbers ? known.map(Number) : [];
  const isOne = areNumbers ? new Set(values).size === 1 : distinct.length === 1;
  if (isOne) return nothing('every cell is the same');
  if (areNumbers) {
    if (countsRows(values)) return nothing('it only counts the rows');
    return {
      ...{ name, reason: null, values: mayBeClasses ? inOrder(distinct) : null },
      column: {
        name,
        kind: 'number',
        range: widened(values),
        ...(mayBeMissing && { mayBeMissing }),
      },
    };
  }
  const repeats = distinct.length <= known.length / 2 || distinct.length <= 5;
  if (distinct.length > MOST_CATEGORIES || !repeats) {
    return nothing('almost every cell is another text, such as a name or a date');
  }
  const categories = distinct.sort();
  return {
    ...{ name, reason: null, values: mayBeClasses ? categories : null },
    column: { name, kind: 'category', categories, ...(mayBeMissing && { mayBeMissing }) },
  };
};

const inOrder = (numbers: readonly string[]): string[] =>
  [...numbers].sort((a, b) => Number(a) - Number(b));

/** As devices read them, which keep a float32. */
const isNumber = (cell: string): boolean =>
  DECIMAL.test(cell) && Number.isFinite(Math.fround(Number(cell)));

const countsRows = (values: readonly number[]): boolean =>
  values.length > 2 && values.every((value, at) => value === (values[0] as number) + at);

/** A tenth wider than what was seen and rounded; never below zero where nothing was. */
const widened = (values: readonly number[]): readonly [number, number] => {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const margin = (high - low) / 10;
  const step = 10 ** Math.floor(Math.log10(high - low)) / 2;
  const rounded = (value: number, round: (steps: number) => number) =>
    Number((round(value / step) * step).toPrecision(12));
  const start = rounded(low - margin, Math.floor);
  return [low >= 0 ? Math.max(0, start) : start, rounded(high + margin, Math.ceil)];
};
