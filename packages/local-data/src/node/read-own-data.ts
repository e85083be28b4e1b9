import { stat } from 'node:fs/promises';
import { type DataSchema, DatasetError, type ImagesSchema } from '@tributary/model-zoo';
import type { CheckedData } from '../data-report.ts';
import { joinFindings } from '../findings.ts';
import type { LocalFile } from '../local-file.ts';
import { checkPictures } from '../pictures/check-pictures.ts';
import { checkTable } from '../tables/check-table.ts';
import { guessHeader } from '../tables/guess-header.ts';
import { findGuessed, mapColumns } from '../tables/map-columns.ts';
import { columnNames, openTable, type TableReading } from '../tables/open-table.ts';
import { checkCharacters } from '../texts/check-characters.ts';
import { checkTextFolders, checkTextTable } from '../texts/check-texts.ts';
import { guessTextHeader, mapTexts } from '../texts/map-texts.ts';
import { openFile, openFolder } from './open-files.ts';
import { readPictures } from './read-pictures.ts';

/**
 * Reads what a schema asks for from a path: a table, a text, or a folder with a folder for each class.
 * @throws {DatasetError} for what cannot be read at all; single faults are in the report
 */
export const readOwnData = async (
  path: string,
  schema: DataSchema,
  reading: TableReading = {},
): Promise<CheckedData> => {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  switch (schema.kind) {
    case 'table': {
      const names = columnNames(schema);
      const table = await openTable(await openFile(path), guessHeader(names), reading);
      const mapping = mapColumns(table, schema);
      const { examples, report } = checkTable(table, mapping, schema);
      const warnings = joinFindings([findGuessed(table, mapping), report.warnings]);
      return { examples, report: { ...report, warnings } };
    }
    case 'next-character':
      return checkCharacters(await openFile(path), schema);
    case 'texts': {
      if (isFolder) return checkTextFolders(await openFolder(path), schema);
      const { classes } = schema;
      const table = await openTable(await openFile(path), guessTextHeader(classes), reading);
      return checkTextTable(table, mapTexts(table.rows, classes), schema);
    }
    case 'images':
      if (!isFolder) {
        throw new DatasetError(
          'file-missing',
          `${path} is no folder; pictures lie in one for each class.`,
        );
      }
      return checkFolder(await openFolder(path), schema);
  }
};

const checkFolder = async (
  files: readonly LocalFile[],
  schema: ImagesSchema,
): Promise<CheckedData> => {
  const { pictures, errors } = await readPictures(files, schema);
  return checkPictures(pictures, schema, errors);
};
