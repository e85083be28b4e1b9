import { type LocalFile, localFile } from '../local-file.ts';

/** A file in memory. */
export const fileOf = (path: string, content: string | Uint8Array): LocalFile =>
  localFile(new Blob([content as Uint8Array<ArrayBuffer>]), path);

/** A file that only claims its size, and says when it is read. */
export const hugeFile = (path: string, sizeBytes: number): LocalFile => ({
  path,
  sizeBytes,
  read: () => Promise.reject(new Error('It was read.')),
});
