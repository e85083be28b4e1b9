import type {
  CheckedData,
  ColumnMapping,
  OpenTable,
  PictureSize,
  TableReading,
  TextMapping,
} from '@tributary/local-data';
import type { NextCharacterSchema, TableDataSchema, TextsSchema } from '@tributary/model-zoo';

/** A file and the folders that it was picked with. */
export interface PickedFile {
  readonly file: Blob;
  readonly path: string;
}

/** What of a table is shown; the rows themselves stay at the desk. */
export interface TableView extends Omit<OpenTable, 'rows'> {
  readonly numRows: number;
  /** The first rows. */
  readonly preview: readonly (readonly string[])[];
}

/** A table as it was opened, and the mapping to begin with. */
export interface OpenedTable<Mapping> {
  readonly view: TableView;
  readonly mapping: Mapping;
}

/**
 * Where files are read and checked, away from the page's own thread. It keeps the table that was opened last; one
 * that cannot be opened leaves it as it is.
 */
export interface DeskCalls {
  openTable(request: {
    readonly picked: PickedFile;
    readonly schema: TableDataSchema;
    readonly reading: TableReading;
  }): Promise<OpenedTable<ColumnMapping>>;
  checkTable(request: {
    readonly schema: TableDataSchema;
    readonly mapping: ColumnMapping;
  }): Promise<CheckedData>;
  openTexts(request: {
    readonly picked: PickedFile;
    readonly schema: TextsSchema;
    readonly reading: TableReading;
  }): Promise<OpenedTable<TextMapping>>;
  checkTexts(request: {
    readonly schema: TextsSchema;
    readonly mapping: TextMapping;
  }): Promise<CheckedData>;
  checkTextFolders(request: {
    readonly picked: readonly PickedFile[];
    readonly schema: TextsSchema;
  }): Promise<CheckedData>;
  checkCharacters(request: {
    readonly picked: PickedFile;
    readonly schema: NextCharacterSchema;
  }): Promise<CheckedData>;
  /** @returns bytes [height, width, channels] */
  readPicture(request: {
    readonly picked: PickedFile;
    readonly size: PictureSize;
  }): Promise<Uint8Array>;
}

export type DeskMethod = keyof DeskCalls;
