import type { TableDataSchema } from '@tributary/model-zoo';
import { collectFindings, type Findings } from '../findings.ts';
import { matchEqualNames, matchNames } from '../match-names.ts';
import { columnNames, type OpenTable } from './open-table.ts';

/** For each column of the schema, the target too, the file's column that it is taken from: an index or null. */
export type ColumnMapping = Readonly<Record<string, number | null>>;

type Header = Pick<OpenTable, 'header' | 'hasHeader'>;

/**
 * The mapping to begin with: by names that are equal or alike, or by position where the file names none.
 */
export const mapColumns = (table: Header, schema: TableDataSchema): ColumnMapping =>
  mapNames(columnNames(schema), table);

/**
 * As {@link mapColumns}, of a table to ask about: nobody needs its target, so what is only called like it is none.
 */
export const mapAskedColumns = (table: Header, schema: TableDataSchema): ColumnMapping => {
  const { column } = schema.target;
  if (!table.hasHeader || matchEqualNames([column], table.header)[0] !== null) {
    return mapColumns(table, schema);
  }
  return {
    ...mapNames(
      schema.columns.map(({ name }) => name),
      table,
    ),
    [column]: null,
  };
};

/** Which columns are only taken for those of the schema, for whoever could not choose them. */
export const findGuessed = (
  { file, header, hasHeader }: Header & Pick<OpenTable, 'file'>,
  mapping: ColumnMapping,
): Findings => {
  const findings = collectFindings();
  for (const [column, at] of hasHeader ? Object.entries(mapping) : []) {
    const found = at === null ? undefined : header[at];
    if (found === undefined || matchEqualNames([column], [found])[0] !== null) continue;
    findings.add({ file, column }, `no column is called so; "${found}" is taken for it`);
  }
  return findings.findings;
};

const mapNames = (names: readonly string[], { header, hasHeader }: Header): ColumnMapping => {
  const matched = hasHeader
    ? matchNames(names, header)
    : names.map((_, at) => (at < header.length ? at : null));
  return Object.fromEntries(names.map((name, at) => [name, matched[at] ?? null]));
};
