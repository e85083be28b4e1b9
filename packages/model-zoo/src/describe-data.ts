import type { DataSchema, TableDataSchema } from './data-schema.ts';
import type { Dataset } from './dataset.ts';
import { datasets } from './datasets/registry.generated.ts';
import { describeColumns } from './formats/read-table.ts';
import type { ModelInput } from './model-input.ts';

/** What a run learns from: a data set of the zoo by its name, or what every client must bring. */
export type DataSpec = string | DataSchema;

/** Enough to build a model for some data and to explain it to a person. */
export interface DataDescription
  extends ModelInput,
    Pick<Dataset, 'title' | 'description' | 'classNames' | 'columns'> {}

/**
 * What a run's examples are.
 * @throws {RangeError} when the zoo has no data set of that name
 */
export const describeData = (data: DataSpec): DataDescription =>
  typeof data === 'string' ? datasets.get(data) : describeSchema(data);

/** As {@link describeData}, undefined where there is no such data set. */
export const findData = (data: DataSpec): DataDescription | undefined =>
  typeof data === 'string' ? datasets.find(data) : describeSchema(data);

const describeSchema = (schema: DataSchema): DataDescription => ({
  title: schema.title,
  description: 'Data that every device brings.',
  ...inputOf(schema),
});

type InputDescription = Omit<DataDescription, 'title' | 'description'>;

const inputOf = (schema: DataSchema): InputDescription => {
  switch (schema.kind) {
    case 'images':
      return {
        featureShape: [schema.height, schema.width, schema.channels],
        ...classified(schema.classes),
      };
    case 'table':
      return describeTable(schema);
    case 'texts':
      return {
        featureShape: [schema.length],
        featureKind: 'text',
        ...classified(schema.classes),
      };
    case 'next-character':
      return {
        featureShape: [schema.length],
        featureKind: 'tokens',
        ...classified([...schema.alphabet]),
      };
  }
};

const describeTable = ({ columns, target }: TableDataSchema): InputDescription => ({
  ...describeColumns(columns),
  ...(columns.some(({ kind, mayBeMissing }) => kind === 'number' && mayBeMissing) && {
    missing: true,
  }),
  ...(target.kind === 'class'
    ? classified(target.classes)
    : { numClasses: 1, classNames: [nameNumber(target)], target: 'number' }),
});

const classified = (classNames: readonly string[]) => ({
  numClasses: classNames.length,
  classNames,
});

const nameNumber = ({
  column,
  unit,
}: {
  readonly column: string;
  readonly unit: number;
}): string => (unit === 1 ? column : `${column} in ${unit.toLocaleString('en')}`);

/**
 * The zoo's data set that a run learns from.
 * @throws {RangeError} when its clients bring the data, or the zoo has no data set of that name
 */
export const publicDataset = (data: DataSpec): Dataset => {
  if (typeof data === 'string') return datasets.get(data);
  throw new RangeError(
    `"${data.title}" is data that every client brings; nobody else has examples of it.`,
  );
};
