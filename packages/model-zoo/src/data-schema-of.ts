import type { DataSchema, TableDataSchema } from './data-schema.ts';
import type { Dataset } from './dataset.ts';
import { datasets } from './datasets/registry.generated.ts';
import type { DataSpec } from './describe-data.ts';
import type { TableSchema } from './formats/read-table.ts';

/**
 * What a device's own data must be for a run: the run's schema, or what fits a data set of the zoo.
 * @returns undefined where the zoo's data is of a kind that nobody brings as files
 * @throws {RangeError} when the zoo has no data set of that name
 */
export const dataSchemaOf = (data: DataSpec): DataSchema | undefined =>
  typeof data === 'string' ? schemaOfDataset(datasets.get(data)) : data;

const schemaOfDataset = (dataset: Dataset): DataSchema | undefined => {
  const { title, classNames: classes, featureShape, featureKind, table } = dataset;
  if (table) return schemaOfTable(dataset, table);
  const [height, width, channels] = featureShape;
  if (featureKind === 'text') return { kind: 'texts', title, classes, length: height as number };
  if (featureKind === 'tokens') {
    if (dataset.vocabularySize !== undefined) return undefined;
    return { kind: 'next-character', title, alphabet: classes.join(''), length: height as number };
  }
  return isPicture(featureShape)
    ? {
        ...{ kind: 'images', title, classes },
        height: height as number,
        width: width as number,
        channels: channels as 1 | 3,
      }
    : undefined;
};

const isPicture = (shape: readonly number[]): boolean =>
  shape.length === 3 && (shape[2] === 1 || shape[2] === 3);

const schemaOfTable = (
  { title, classNames, missing: hasMissing }: Dataset,
  { columns, target, missing, codes }: TableSchema,
): TableDataSchema => ({
  kind: 'table',
  title,
  columns: hasMissing ? columns.map((column) => ({ ...column, mayBeMissing: true })) : columns,
  target:
    'classes' in target
      ? { kind: 'class', column: target.column, classes: classNames, cells: target.classes }
      : { kind: 'number', column: target.column, unit: target.unit ?? 1 },
  missing: missing ?? [],
  ...(codes && { codes }),
});
