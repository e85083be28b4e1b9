/**
 * - `bad-format`: a file is not what its name says
 * - `file-missing`: a source has no such file
 * - `checksum-mismatch`: a file differs from the published one
 * - `data-dir-missing`: the data directory that was asked for does not exist
 * - `too-large`: a file is more than a device should hold
 * - `unavailable`: a file is neither on this machine nor to be downloaded
 */
export type DatasetErrorCode =
  | 'bad-format'
  | 'file-missing'
  | 'checksum-mismatch'
  | 'data-dir-missing'
  | 'too-large'
  | 'unavailable';

/** Where in a file something is wrong. */
export interface DataPlace {
  readonly file: string;
  /** Of a text: the line as an editor counts it, from 1. */
  readonly line?: number | undefined;
  /** Of a binary file: the row (one example), from 1. */
  readonly row?: number | undefined;
  /** The column's name. */
  readonly column?: string | undefined;
}

export interface DatasetErrorOptions extends ErrorOptions {
  readonly place?: DataPlace;
}

/** Data that cannot be had or read; the message names the file and the remedy. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;
  /** Of broken files, where known; the message says the same. */
  readonly place: DataPlace | undefined;

  constructor(code: DatasetErrorCode, message: string, options?: DatasetErrorOptions) {
    super(message, options);
    this.code = code;
    this.place = options?.place;
  }
}
