import {
  checkCharacters,
  checkTable,
  checkTextFolders,
  checkTextTable,
  columnNames,
  type DecodePicture,
  guessHeader,
  guessTextHeader,
  localFile,
  mapColumns,
  mapTexts,
  type OpenTable,
  openTable,
  readPicture,
} from '@tributary/local-data';
import type { DeskCalls, PickedFile, TableView } from './desk.ts';

const PREVIEW_ROWS = 5;

/** The desk's own side. @param decode how this thread unpacks pictures */
export const createDesk = (decode: DecodePicture): DeskCalls => {
  let table: OpenTable | undefined;
  const opened = (): OpenTable => {
    if (table === undefined) throw new RangeError('No table has been opened.');
    return table;
  };
  return {
    openTable: async ({ picked, schema, reading }) => {
      table = await openTable(fileOf(picked), guessHeader(columnNames(schema)), reading);
      return { view: viewOf(table), mapping: mapColumns(table, schema) };
    },
    checkTable: async ({ schema, mapping }) => checkTable(opened(), mapping, schema),
    openTexts: async ({ picked, schema, reading }) => {
      table = await openTable(fileOf(picked), guessTextHeader(schema.classes), reading);
      return { view: viewOf(table), mapping: mapTexts(table.rows, schema.classes) };
    },
    checkTexts: async ({ schema, mapping }) => checkTextTable(opened(), mapping, schema),
    checkTextFolders: ({ picked, schema }) => checkTextFolders(picked.map(fileOf), schema),
    checkCharacters: ({ picked, schema }) => checkCharacters(fileOf(picked), schema),
    readPicture: ({ picked, size }) => readPicture(fileOf(picked), { decode, size }),
  };
};

const fileOf = ({ file, path }: PickedFile) => localFile(file, path);

const viewOf = ({ rows, ...about }: OpenTable): TableView => ({
  ...about,
  numRows: rows.length,
  preview: rows.slice(0, PREVIEW_ROWS).map(({ cells }) => cells),
});
