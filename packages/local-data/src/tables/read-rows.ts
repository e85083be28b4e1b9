import {
  type CellReader,
  type Column,
  classReader,
  columnReader,
  findWrongWidth,
  numberReader,
  quoteFound,
  type TableDataSchema,
  type TableRow,
} from '@tributary/model-zoo';
import type { ColumnMissing } from '../data-report.ts';
import { collectFindings, type FindingCollector, type Findings } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import type { ColumnMapping } from './map-columns.ts';
import type { OpenTable } from './open-table.ts';

/** The rows of a table that have no fault. */
export interface ReadRows {
  /** [rows, columns], missing numbers NaN and missing categories 0. */
  readonly features: Float32Array;
  /** The class's index or the number of each; NaN where the file does not say. */
  readonly targets: Float32Array;
  /** Where each stands in the file, from 1. */
  readonly lines: Int32Array;
  /** Rows that have a fault; none are looked at where a column has not been mapped. */
  readonly numFaulty: number;
  /** Of columns that lack values. */
  readonly missing: readonly ColumnMissing[];
  readonly errors: Findings;
  readonly warnings: Findings;
}

export interface RowRules {
  readonly schema: TableDataSchema;
  /** Whether a row without its target is one with a fault. */
  readonly needsTarget: boolean;
}

/** Cells of a target that nobody knows, whatever the schema says of missing values. */
const UNKNOWN = ['', '?'];

/**
 * Reads a table's rows by a schema. Nothing stops at the first fault: every row is looked at, and those with one
 * are left out.
 * @returns no rows where a column has not been mapped
 * @throws {DatasetError} `too-large` for more rows than a device holds
 */
export const readRows = (table: OpenTable, mapping: ColumnMapping, rules: RowRules): ReadRows => {
  const errors = collectFindings();
  const warnings = collectFindings();
  const fields = fieldsOf(rules, mapping);
  for (const { reader, at } of fields) refuseUnmapped(table, { name: reader.column, at, errors });
  const rows = errors.findings.total > 0 ? [] : table.rows;
  requireExampleBytes({
    ...{ file: table.file, numExamples: rows.length },
    bytesEach: 4 * (rules.schema.columns.length + 2),
  });
  const values = new Float32Array(rules.schema.columns.length + 1);
  const missing = fields.map(() => 0);
  const sound = collectRows(rows.length, rules.schema.columns.length);
  for (const row of rows) {
    const place = { file: table.file, line: row.line };
    const problem = findWrongWidth(row.cells, table.header);
    if (problem !== undefined) {
      errors.add(place, problem);
      continue;
    }
    values.fill(Number.NaN);
    if (readRow(row, fields, { values, errors, warnings, file: table.file })) {
      fields.forEach(({ isMissing }, at) => {
        if (isMissing(values[at] as number)) missing[at] = (missing[at] ?? 0) + 1;
      });
      sound.add(values, row.line);
    }
  }
  const read = sound.rows();
  return {
    ...read,
    numFaulty: rows.length - read.lines.length,
    missing: fields
      .map(({ reader }, at) => ({ column: reader.column, count: missing[at] ?? 0 }))
      .filter(({ count }) => count > 0),
    errors: errors.findings,
    warnings: warnings.findings,
  };
};

/** A column of the schema and where its values come from. */
interface Field {
  readonly reader: CellReader;
  readonly at: number | null;
  readonly range?: readonly [number, number];
  isMissing(value: number): boolean;
}

/** The target last, and left out where it is neither there nor needed. */
const fieldsOf = ({ schema, needsTarget }: RowRules, mapping: ColumnMapping): Field[] => {
  const label = targetReader(schema);
  const placed = (reader: CellReader) => ({ reader, at: mapping[reader.column] ?? null });
  const target = placed(needsTarget ? label : orUnknown(label, schema.missing));
  return [
    ...schema.columns.map((column) => ({
      ...placed(readerOf(column, schema)),
      ...ofKind(column),
    })),
    ...(needsTarget || target.at !== null ? [{ ...target, isMissing: Number.isNaN }] : []),
  ];
};

const targetReader = ({ target }: TableDataSchema): CellReader =>
  target.kind === 'class'
    ? classReader(target.column, target.cells ?? target.classes.map((name) => [name]))
    : numberReader(target.column, target.unit);

const orUnknown = (reader: CellReader, missing: readonly string[]): CellReader => ({
  column: reader.column,
  expected: `${reader.expected} (or nothing)`,
  read: (cell) =>
    reader.read(cell) ??
    (UNKNOWN.includes(cell) || missing.includes(cell) ? Number.NaN : undefined),
});

/** Missing values are read as such only where the schema has room for them. */
const readerOf = (column: Column, { missing, codes }: TableDataSchema): CellReader =>
  columnReader(column, {
    strict: true,
    ...(codes && { codes }),
    ...(column.mayBeMissing && { missing }),
  });

const ofKind = (column: Column): Pick<Field, 'range' | 'isMissing'> =>
  column.kind === 'number'
    ? { range: column.range, isMissing: Number.isNaN }
    : { isMissing: (value) => value === 0 };

interface RowOutlet {
  /** Gets what the row's cells say, the target last. */
  readonly values: Float32Array;
  readonly file: string;
  readonly errors: FindingCollector;
  readonly warnings: FindingCollector;
}

/** @returns whether the row is without a fault */
const readRow = (
  { line, cells }: TableRow,
  fields: readonly Field[],
  { values, file, errors, warnings }: RowOutlet,
): boolean => {
  let sound = true;
  fields.forEach(({ reader, at, range }, index) => {
    const cell = cells[at as number] as string;
    const value = reader.read(cell);
    const place = { file, line, column: reader.column };
    if (value === undefined) {
      errors.add(place, `found ${quoteFound(cell)}, expected ${reader.expected}`);
      sound = false;
      return;
    }
    values[index] = value;
    if (range && (value < range[0] || value > range[1])) {
      const expected = `${range[0]} to ${range[1]}`;
      warnings.add(place, `found ${quoteFound(cell)}, which is beyond what is usual (${expected})`);
    }
  });
  return sound;
};

interface Wanted {
  readonly name: string;
  readonly at: number | null;
  readonly errors: FindingCollector;
}

const refuseUnmapped = ({ file, header }: OpenTable, { name, at, errors }: Wanted): void => {
  if (at !== null && at < header.length) return;
  const found = header.slice(0, MOST_NAMED).map((column) => `"${column}"`);
  const more = header.length - found.length;
  errors.add(
    { file, column: name },
    `no column of the file is chosen for it; the file has ${found.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  );
};

const MOST_NAMED = 20;

/** Arrays that hold so many rows at most, and give back as many as they got. */
const collectRows = (most: number, width: number) => {
  const features = new Float32Array(most * width);
  const targets = new Float32Array(most);
  const lines = new Int32Array(most);
  let count = 0;
  return {
    /** @param values of the columns, and of the target */
    add: (values: Float32Array, line: number): void => {
      features.set(values.subarray(0, width), count * width);
      lines[count] = line;
      targets[count++] = values[width] as number;
    },
    rows: () => ({
      features: features.slice(0, count * width),
      targets: targets.slice(0, count),
      lines: lines.slice(0, count),
    }),
  };
};
