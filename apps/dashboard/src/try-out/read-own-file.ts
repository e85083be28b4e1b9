import {
  type CheckedData,
  checkCharacters,
  checkTable,
  checkTextTable,
  columnNames,
  guessHeader,
  guessTextHeader,
  type LocalFile,
  localFile,
  mapColumns,
  mapTexts,
  openTable,
} from '@tributary/local-data';
import type { DataSchema } from '@tributary/model-zoo';

/** Own data that one file holds; pictures lie in many. */
export type FileSchema = Exclude<DataSchema, { readonly kind: 'images' }>;

export const isInOneFile = (schema: DataSchema): schema is FileSchema => schema.kind !== 'images';

/**
 * Reads a person's own file with the very check that devices will make.
 * @throws {DatasetError} for what is no such file, and with the first fault where nothing is left of it
 */
export const readOwnFile = async (schema: FileSchema, picked: File): Promise<CheckedData> => {
  const checked = await readChecked(schema, localFile(picked, picked.name));
  const [first] = checked.report.errors.shown;
  if (checked.examples.numExamples === 0) {
    throw new RangeError(first?.message ?? `There are no examples in ${picked.name}.`);
  }
  return checked;
};

const readChecked = async (schema: FileSchema, file: LocalFile): Promise<CheckedData> => {
  switch (schema.kind) {
    case 'table': {
      const table = await openTable(file, guessHeader(columnNames(schema)));
      return checkTable(table, mapColumns(table, schema), schema);
    }
    case 'texts': {
      const table = await openTable(file, guessTextHeader(schema.classes));
      return checkTextTable(table, mapTexts(table.rows, schema.classes), schema);
    }
    case 'next-character':
      return checkCharacters(file, schema);
  }
};

/** What the check left out of a file, in a sentence; null where it is nothing. */
export const faultsSentence = ({ report: { numFaulty, errors } }: CheckedData): string | null => {
  const [first] = errors.shown;
  if (first === undefined) return null;
  return numFaulty === 1
    ? `One of your rows does not pass the check and was left out: ${first.message}`
    : `${numFaulty} of your rows do not pass the check and were left out. The first: ${first.message}`;
};
