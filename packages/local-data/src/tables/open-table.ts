import {
  badFormat,
  guessDelimiter,
  splitRows,
  type TableDataSchema,
  type TableRow,
} from '@tributary/model-zoo';
import type { LocalFile } from '../local-file.ts';
import { readText } from '../read-text.ts';

/** How a person says that a file is written; what is left out is guessed. */
export interface TableReading {
  readonly delimiter?: string | undefined;
  readonly hasHeader?: boolean | undefined;
}

/** A file's rows, before it is known what its columns mean. */
export interface OpenTable {
  readonly file: string;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Different names, `Column 1` and so on where the file has none. */
  readonly header: readonly string[];
  /** Without the header; as wide as they are. */
  readonly rows: readonly TableRow[];
}

/**
 * Reads a CSV or TSV file. In a `.txt` whose cells are divided by tabs, quotes are part of the text.
 * @param looksLikeHeader says whether the first of these rows names the columns
 * @throws {DatasetError} `bad-format` for what is no such file, with the line where it is known; `too-large`
 */
export const openTable = async (
  file: LocalFile,
  looksLikeHeader: (rows: readonly TableRow[]) => boolean,
  reading: TableReading = {},
): Promise<OpenTable> => {
  const text = await readText(file);
  const delimiter = reading.delimiter ?? guessDelimiter(text);
  const quotes = !(delimiter === '\t' && file.path.toLowerCase().endsWith('.txt'));
  const lines = splitRows(text, { delimiter, quotes }, file.path);
  const first = lines[0]?.cells ?? [];
  const hasHeader = reading.hasHeader ?? looksLikeHeader(lines);
  const rows = hasHeader ? lines.slice(1) : lines;
  if (rows.length === 0) throw badFormat({ file: file.path }, 'the table has no rows');
  return {
    file: file.path,
    delimiter,
    hasHeader,
    header: hasHeader ? apart(first) : first.map((_, at) => `Column ${at + 1}`),
    rows,
  };
};

/** The columns that a schema names, its target last, as in most files. */
export const columnNames = ({ columns, target }: TableDataSchema): string[] => [
  ...columns.map(({ name }) => name),
  target.column,
];

/** Names twice in a header get numbers; an empty one is told by its place. */
const apart = (header: readonly string[]): string[] => {
  const used = new Set<string>();
  return header.map((cell, at) => {
    const name = cell === '' ? `Column ${at + 1}` : cell;
    let different = name;
    for (let count = 2; used.has(different); count++) different = `${name} (${count})`;
    used.add(different);
    return different;
  });
};
