import type { Column, Examples } from '../dataset.ts';
import type { ModelInput } from '../model-input.ts';
import { badFormat, quoteFound } from './bad-format.ts';
import {
  type CellReader,
  type CellRules,
  classReader,
  columnReader,
  idReader,
  numberReader,
} from './cell-reader.ts';
import { columnAt, parseTable, type TableForm, type TextTable } from './parse-table.ts';

/** What a table's columns mean. Columns of the file that are not named here are ignored. */
export interface TableSchema extends TableForm, CellRules {
  /** The features, in their order. */
  readonly columns: readonly Column[];
  readonly target: ClassTarget | NumberTarget;
  /**
   * The column that says whom a row comes from: one of the category columns, whose index (0 if it is
   * missing) is the natural id then, or a column of whole numbers.
   */
  readonly naturalKey?: string;
}

export interface ClassTarget {
  readonly column: string;
  /** For each class, in the order of their indices, the cells that stand for it. */
  readonly classes: readonly (readonly string[])[];
}

export interface NumberTarget {
  readonly column: string;
  /** How much of the file's unit a label of 1 stands for; 1 unless given. */
  readonly unit?: number;
}

/**
 * Reads a CSV or TSV file as examples.
 * @param file its name, for the messages
 * @returns features as Float32Array [rows, columns], missing numbers NaN and missing categories 0
 * @throws {DatasetError} `bad-format`, with file, line and column, what was found and what was expected.
 */
export const readTable = (bytes: Uint8Array, schema: TableSchema, file: string): Examples =>
  examplesFromTable(parseTable(bytes, schema, file), schema);

/** As {@link readTable}, of a table that has been parsed. */
export const examplesFromTable = (table: TextTable, schema: TableSchema): Examples => {
  const { columns, target, naturalKey } = schema;
  const numExamples = table.rows.length;
  const features = new Float32Array(numExamples * columns.length);
  columns.forEach((column, at) => {
    readColumn(table, columnReader(column, schema), (value, row) => {
      features[row * columns.length + at] = value;
    });
  });
  const labels = 'classes' in target ? new Int32Array(numExamples) : new Float32Array(numExamples);
  const labelReader =
    'classes' in target
      ? classReader(target.column, target.classes)
      : numberReader(target.column, target.unit ?? 1);
  readColumn(table, labelReader, (value, row) => {
    labels[row] = value;
  });
  const examples: Examples = { numExamples, featureShape: [columns.length], features, labels };
  return naturalKey === undefined
    ? examples
    : { ...examples, naturalIds: readIds(table, schema, naturalKey) };
};

const readIds = (table: TextTable, schema: TableSchema, key: string): Int32Array => {
  const column = schema.columns.find(({ name, kind }) => name === key && kind === 'category');
  const ids = new Int32Array(table.rows.length);
  readColumn(table, column ? columnReader(column, schema) : idReader(key), (value, row) => {
    ids[row] = value;
  });
  return ids;
};

const readColumn = (
  table: TextTable,
  reader: CellReader,
  take: (value: number, row: number) => void,
): void => {
  const at = columnAt(table, reader.column);
  const { file, rows } = table;
  rows.forEach(({ line, cells }, row) => {
    const cell = cells[at] as string;
    const value = reader.read(cell);
    if (value === undefined) {
      throw badFormat(
        { file, line, column: reader.column },
        `found ${quoteFound(cell)}, expected ${reader.expected}`,
      );
    }
    take(value, row);
  });
};

/** What a data set says of its columns. */
export const describeColumns = (
  columns: readonly Column[],
): Required<Pick<ModelInput, 'featureShape' | 'categories'>> & {
  readonly columns: readonly Column[];
} => ({
  featureShape: [columns.length],
  categories: columns.map((column) => (column.kind === 'category' ? column.categories.length : 0)),
  columns,
});
