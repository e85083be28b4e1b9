import type { Examples, TableDataSchema } from '@tributary/model-zoo';
import { type CheckedData, countClasses, emptyReport, type NumberSpread } from '../data-report.ts';
import type { ColumnMapping } from './map-columns.ts';
import type { OpenTable } from './open-table.ts';
import { readRows } from './read-rows.ts';

/**
 * Reads a table's rows to learn from. Nothing stops at the first fault: every row is looked at, and those with one
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
  const rules = { schema, needsTarget: true };
  const { features, targets, numFaulty, ...found } = readRows(table, mapping, rules);
  const examples: Examples = {
    numExamples: targets.length,
    featureShape: [schema.columns.length],
    features,
    labels: schema.target.kind === 'class' ? Int32Array.from(targets) : targets,
  };
  if (targets.length + numFaulty === 0) {
    return { examples, report: { ...emptyReport, errors: found.errors } };
  }
  return {
    examples,
    report: {
      numExamples: targets.length,
      numFaulty,
      ...describeLabels(examples, schema),
      missing: found.missing,
      errors: found.errors,
      warnings: found.warnings,
    },
  };
};

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
