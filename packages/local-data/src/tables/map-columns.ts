import type { TableDataSchema } from '@tributary/model-zoo';
import { matchNames } from '../match-names.ts';
import { columnNames, type OpenTable } from './open-table.ts';

/** For each column of the schema, the target too, the file's column that it is taken from: an index or null. */
export type ColumnMapping = Readonly<Record<string, number | null>>;

/**
 * The mapping to begin with: by names that are equal or alike, or by position where the file names none.
 */
export const mapColumns = (
  { header, hasHeader }: Pick<OpenTable, 'header' | 'hasHeader'>,
  schema: TableDataSchema,
): ColumnMapping => {
  const names = columnNames(schema);
  const matched = hasHeader
    ? matchNames(names, header)
    : names.map((_, at) => (at < header.length ? at : null));
  return Object.fromEntries(names.map((name, at) => [name, matched[at] ?? null]));
};
