import { stat } from 'node:fs/promises';
import type { DataSchema } from '@tributary/model-zoo';
import type { AskedData } from '../asked-data.ts';
import { joinFindings } from '../findings.ts';
import type { LocalFile } from '../local-file.ts';
import { askPictures } from '../pictures/ask-pictures.ts';
import { askTable } from '../tables/ask-table.ts';
import { guessHeader } from '../tables/guess-header.ts';
import { findGuessed, mapAskedColumns } from '../tables/map-columns.ts';
import { columnNames, openTable, type TableReading } from '../tables/open-table.ts';
import { askCharacters } from '../texts/ask-characters.ts';
import { askTextFiles, askTextTable, guessAskedTextHeader } from '../texts/ask-texts.ts';
import { openFile, openFolder } from './open-files.ts';
import { readPictures } from './read-pictures.ts';

/**
 * Reads what a schema describes from a path, to ask a model about it: a table; texts in a table, one a line of a
 * `.txt` or one a file of a folder; a picture or a folder of them. What they are may stand there, and need not.
 * @throws {DatasetError} for what cannot be read at all; single faults are in what is returned
 */
export const readAskedData = async (
  path: string,
  schema: DataSchema,
  reading: TableReading = {},
): Promise<AskedData> => {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  switch (schema.kind) {
    case 'table': {
      const header = guessHeader(columnNames(schema));
      const table = await openTable(await openFile(path), header, reading);
      const mapping = mapAskedColumns(table, schema);
      const asked = askTable(table, mapping, schema);
      return { ...asked, warnings: joinFindings([findGuessed(table, mapping), asked.warnings]) };
    }
    case 'next-character':
      return askCharacters(await openFile(path), schema);
    case 'texts': {
      if (isFolder) return askTextFiles(await openFolder(path), schema);
      const file = await openFile(path);
      const header = guessAskedTextHeader(schema.classes);
      return askTextTable(await openTable(file, header, asLines(file, reading)), schema);
    }
    case 'images': {
      const files = isFolder ? await openFolder(path) : [await openFile(path)];
      const { pictures, errors } = await readPictures(files, schema);
      return askPictures(pictures, schema, errors);
    }
  }
};

/** A comma in a text that is no table is a comma. */
const asLines = ({ path }: LocalFile, reading: TableReading): TableReading =>
  path.toLowerCase().endsWith('.txt') ? { delimiter: '\t', ...reading } : reading;
