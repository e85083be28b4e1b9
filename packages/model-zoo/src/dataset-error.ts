/**
 * - `bad-format`: a file is not what its name says
 * - `file-missing`: a source has no such file
 * - `checksum-mismatch`: a file differs from the published one
 * - `data-dir-missing`: the data directory that was asked for does not exist
 * - `unavailable`: a file is neither on this machine nor to be downloaded
 */
export type DatasetErrorCode =
  | 'bad-format'
  | 'file-missing'
  | 'checksum-mismatch'
  | 'data-dir-missing'
  | 'unavailable';

/** Data that cannot be had or read; the message names the file and the remedy. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
