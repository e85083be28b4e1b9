import type { TableDataSchema } from '@tributary/model-zoo';
import type { AskedData } from '../asked-data.ts';
import type { ColumnMapping } from './map-columns.ts';
import type { OpenTable } from './open-table.ts';
import { readRows } from './read-rows.ts';

/**
 * Reads a table's rows to ask about. The column of the target, or its cell in some rows, may be missing.
 * @returns as `checkTable` does: rows with a fault are left out, and none are read where another column is missing
 * @throws {DatasetError} `too-large` for more rows than a device holds
 */
export const askTable = (
  table: OpenTable,
  mapping: ColumnMapping,
  schema: TableDataSchema,
): AskedData => {
  const { features, targets, lines, ...found } = readRows(table, mapping, {
    ...{ schema, needsTarget: false },
  });
  return {
    examples: { numExamples: lines.length, featureShape: [schema.columns.length], features },
    targets,
    places: Array.from(lines, (line) => ({ file: table.file, line })),
    numFaulty: found.numFaulty,
    errors: found.errors,
    warnings: found.warnings,
  };
};
