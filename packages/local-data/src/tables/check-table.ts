import {
  type CellReader,
  type Column,
  classReader,
  columnReader,
  type Examples,
  findWrongWidth,
  numberReader,
  quoteFound,
  type TableDataSchema,
  type TableRow,
} from '@tributary/model-zoo';
import { type CheckedData, countClasses, emptyReport, type NumberSpread } from '../data-report.ts';
import { collectFindings, type FindingCollector } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import type { ColumnMapping } from './map-columns.ts';
import { columnNames, type OpenTable } from './open-table.ts';

/**
 * Reads a table's rows by a schema. Nothing stops at the first fault: every row is looked at, and those with one
 * are left out.
 * @returns features as Float32Array [rows, columns], missing numbers NaN and missing categories 0; no examples
 * where a column has not been mapped
 * @throws {DatasetError} `too-large` for more rows than a device holds
 */
export const checkTable = (
  table: OpenTable,
  mapping: ColumnMapping,
  schema: TableDataSchema,
): CheckedData => {
  const errors = collectFindings();
  const warnings = collectFindings();
  for (const name of columnNames(schema)) refuseUnmapped({ table, mapping, name, errors });
  if (errors.findings.total > 0) {
    return { examples: emptyTable(schema), report: { ...emptyReport, errors: errors.findings } };
  }
  requireExampleBytes({
    ...{ file: table.file, numExamples: table.rows.length },
    bytesEach: 4 * (schema.columns.length + 1),
  });
  const fields = fieldsOf(schema, mapping);
  const values = new Float32Array(fields.length);
  const missing = fields.map(() => 0);
  const { features, labels, add } = collectRows(table.rows.length, schema);
  for (const row of table.rows) {
    const place = { file: table.file, line: row.line };
    const problem = findWrongWidth(row.cells, table.header);
    if (problem !== undefined) {
      errors.add(place, problem);
      continue;
    }
    if (readRow(row, fields, { values, errors, warnings, file: table.file })) {
      fields.forEach(({ isMissing }, at) => {
        if (isMissing(values[at] as number)) missing[at] = (missing[at] ?? 0) + 1;
      });
      add(values);
    }
  }
  const numExamples = labels().length;
  const examples: Examples = {
    numExamples,
    featureShape: [schema.columns.length],
    features: features(),
    labels: labels(),
  };
  return {
    examples,
    report: {
      numExamples,
      numFaulty: table.rows.length - numExamples,
      ...describeLabels(examples, schema),
      missing: fields
        .map(({ reader }, at) => ({ column: reader.column, count: missing[at] ?? 0 }))
        .filter(({ count }) => count > 0),
      errors: errors.findings,
      warnings: warnings.findings,
    },
  };
};

/** A column of the schema and where its values come from. */
interface Field {
  readonly reader: CellReader;
  readonly at: number;
  readonly range?: readonly [number, number];
  isMissing(value: number): boolean;
}

const fieldsOf = (schema: TableDataSchema, mapping: ColumnMapping): Field[] => {
  const { columns, target } = schema;
  const label =
    target.kind === 'class'
      ? classReader(target.column, target.cells ?? target.classes.map((name) => [name]))
      : numberReader(target.column, target.unit);
  const placed = (reader: CellReader) => ({ reader, at: mapping[reader.column] as number });
  return [
    ...columns.map((column) => ({ ...placed(readerOf(column, schema)), ...ofKind(column) })),
    { ...placed(label), isMissing: () => false },
  ];
};

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
    const cell = cells[at] as string;
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

interface Unmapped {
  readonly table: OpenTable;
  readonly mapping: ColumnMapping;
  readonly name: string;
  readonly errors: FindingCollector;
}

const refuseUnmapped = ({ table: { file, header }, mapping, name, errors }: Unmapped): void => {
  const at = mapping[name] ?? null;
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
const collectRows = (most: number, { columns, target }: TableDataSchema) => {
  const width = columns.length;
  const features = new Float32Array(most * width);
  const labels = target.kind === 'class' ? new Int32Array(most) : new Float32Array(most);
  let count = 0;
  return {
    /** @param values of the columns, and of the target */
    add: (values: Float32Array): void => {
      features.set(values.subarray(0, width), count * width);
      labels[count++] = values[width] as number;
    },
    features: () => features.slice(0, count * width),
    labels: () => labels.slice(0, count),
  };
};

const emptyTable = ({ columns, target }: TableDataSchema): Examples => ({
  numExamples: 0,
  featureShape: [columns.length],
  features: new Float32Array(),
  labels: target.kind === 'class' ? new Int32Array() : new Float32Array(),
});

const describeLabels = (
  { labels }: Examples,
  { target }: TableDataSchema,
): { classes: ReturnType<typeof countClasses>; target?: NumberSpread } => {
  if (target.kind === 'class') return { classes: countClasses(labels, target.classes) };
  if (labels.length === 0) return { classes: [] };
  const { column, unit } = target;
  const spread = { lowest: Number.POSITIVE_INFINITY, highest: Number.NEGATIVE_INFINITY, sum: 0 };
  for (const label of labels) {
    spread.lowest = Math.min(spread.lowest, label * unit);
    spread.highest = Math.max(spread.highest, label * unit);
    spread.sum += label * unit;
  }
  const { lowest, highest, sum } = spread;
  return { classes: [], target: { column, lowest, mean: sum / labels.length, highest } };
};
