import Papa from 'papaparse';
import { badFormat } from './bad-format.ts';
import { decodeText } from './decode-text.ts';

/** How a file writes a table. */
export interface TableForm {
  /** A comma unless given; `\t` for TSV. */
  readonly delimiter?: string;
  /** The columns' names by position, of a file without a header row. */
  readonly header?: readonly string[];
  /** Lines that begin with this are no rows. */
  readonly comment?: string;
  /** Whether cells may stand in double quotes; they may unless this is false. */
  readonly quotes?: boolean;
}

/** A table as its file writes it, every row as wide as the header; cells without spaces around them. */
export interface TextTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** On which it begins, as an editor counts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV or TSV (RFC 4180: cells may stand in double quotes, and then hold delimiters and line
 * ends). Blank lines are no rows.
 * @param file its name, for the messages
 * @throws {DatasetError} `bad-format`, with file and line, for an unclosed quote, a row with too few or
 * too many cells, a header with two columns of one name, or a table without rows.
 */
export const parseTable = (bytes: Uint8Array, form: TableForm, file: string): TextTable => {
  const lines = splitRows(decodeText(bytes, file), form, file);
  const [first] = lines;
  const header = form.header ?? first?.cells ?? [];
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) {
    throw badFormat({ file, line: first?.line, column: twice }, 'two columns have this name');
  }
  const rows = form.header ? lines : lines.slice(1);
  if (rows.length === 0) throw badFormat({ file }, 'the table has no rows');
  for (const { line, cells } of rows) {
    const problem = findWrongWidth(cells, header);
    if (problem !== undefined) throw badFormat({ file, line }, problem);
  }
  return { file, header, rows };
};

/** What is wrong with a row that is not as wide as the header, as a clause. */
export const findWrongWidth = (
  cells: readonly string[],
  header: readonly string[],
): string | undefined =>
  cells.length === header.length
    ? undefined
    : `found ${cells.length} cells, expected ${header.length} (${summarise(header)})`;

/** Enough to tell by. */
const SAMPLE_ROWS = 20;

const DELIMITERS = [',', '\t', ';', '|'] as const;

/**
 * What stands between a table's cells: what divides the first rows most evenly, or else what stands in them most
 * often; a comma if nothing does.
 */
export const guessDelimiter = (text: string): string => {
  const { meta, errors } = Papa.parse(text, {
    preview: SAMPLE_ROWS,
    skipEmptyLines: true,
    delimitersToGuess: [...DELIMITERS],
  });
  if (errors.every(({ code }) => code !== 'UndetectableDelimiter')) return meta.delimiter;
  const sample = text.split('\n', SAMPLE_ROWS).join('\n');
  const counts = DELIMITERS.map((delimiter) => sample.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

/**
 * Where a column stands, from 0.
 * @throws {DatasetError} `bad-format` when there is no such column.
 */
export const columnAt = ({ file, header }: TextTable, column: string): number => {
  const at = header.indexOf(column);
  if (at >= 0) return at;
  const found = header.map((name) => `"${name}"`).join(', ');
  throw badFormat({ file, column }, `there is no such column; the file has ${found}`);
};

/**
 * The rows of a table's text, whose lines end with `\n`, as wide as they are; blank lines and comments are none.
 * @throws {DatasetError} `bad-format`, with file and line, for a quote that is misplaced or never closed.
 */
export const splitRows = (
  text: string,
  { delimiter = ',', comment, quotes = true }: Omit<TableForm, 'header'>,
  file: string,
): TableRow[] => {
  const { data, errors } = Papa.parse<string[]>(text, {
    ...{ delimiter, newline: '\n' },
    // No text has a zero: then no cell is quoted.
    ...(!quotes && { quoteChar: '\0' }),
  });
  // Blank lines are counted before they are left out.
  let line = 1;
  const rows = data.map((cells): TableRow => {
    const row = { line, cells: cells.map((cell) => cell.trim()) };
    line += 1 + cells.reduce((breaks, cell) => breaks + countLineEnds(cell), 0);
    return row;
  });
  const [error] = errors;
  if (error === undefined) {
    return rows.filter(({ cells }) => !isBlank(cells) && !isComment(cells, comment));
  }
  throw badFormat(
    { file, line: rows[error.row ?? 0]?.line },
    error.code === 'InvalidQuotes'
      ? 'text follows a closing quotation mark; within quotes, write a quotation mark twice'
      : 'a quotation mark is opened here and never closed',
  );
};

const countLineEnds = (cell: string): number =>
  cell.includes('\n') ? cell.split('\n').length - 1 : 0;

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && cells[0] === '';

const isComment = (cells: readonly string[], comment: string | undefined): boolean =>
  comment !== undefined && cells[0]?.startsWith(comment) === true;

const summarise = (header: readonly string[]): string =>
  header.length > 5 ? `${header.slice(0, 2).join(', ')} … ${header.at(-1)}` : header.join(', ');
