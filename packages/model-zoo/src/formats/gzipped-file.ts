import type { DatasetFile } from '../dataset.ts';

export interface GzippedFileOptions {
  /** The folder of a data directory that usually holds it. */
  readonly folder: string;
  /** SHA-256 of the file as published, unpacked. */
  readonly plain: string;
  /** SHA-256 of `<name>.gz`, as a data directory usually holds it. */
  readonly gzipped: string;
  /** Where it is published unpacked. */
  readonly mirrors?: readonly string[];
}

/**
 * A file that is published as it is and kept gzipped; either will do.
 * @param name as published, e.g. `wdbc.data`; the data set asks for `wdbc.data.gz`
 */
export const gzippedFile = (
  name: string,
  { folder, plain, gzipped, mirrors = [] }: GzippedFileOptions,
): DatasetFile => ({
  name: `${name}.gz`,
  sha256: gzipped,
  mirrors: [],
  folder,
  unpacked: { name, sha256: plain, mirrors },
});
