import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Dataset, DatasetFile } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { datasets } from '../datasets/registry.generated.ts';

/** `TRIBUTARY_CACHE_DIR`, else `tributary/datasets` in `XDG_CACHE_HOME` or `~/.cache`. */
export const defaultCacheDir = (): string =>
  process.env.TRIBUTARY_CACHE_DIR ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tributary', 'datasets');

/** A file in one of the forms that will do: as it is kept, or unpacked. */
export type FileForm = Pick<DatasetFile, 'name' | 'sha256' | 'mirrors'>;

export const formsOf = (file: DatasetFile): readonly FileForm[] =>
  file.unpacked ? [file, file.unpacked] : [file];

/** Where the cache keeps a file. */
export const cachePath = (cacheDir: string, dataset: Dataset, file: FileForm): string =>
  join(cacheDir, dataset.name, file.name);

/**
 * Looks for a file, in any of its forms, in the data set's own folder of a data directory, in the
 * file's usual folder and in the directory itself.
 * @returns its path, or undefined when it is not there.
 * @throws {DatasetError} `checksum-mismatch` when it is there, but not as published.
 */
export const findInDataDir = async (
  dataDir: string,
  dataset: Dataset,
  file: DatasetFile,
): Promise<string | undefined> => {
  const folders = [dataset.name, ...(file.folder ? [file.folder] : []), '.'];
  for (const form of formsOf(file)) {
    for (const path of folders.map((folder) => join(dataDir, folder, form.name))) {
      const sum = await sha256Of(path);
      if (sum === form.sha256) return path;
      if (sum !== undefined && !belongsToAnother(dataset, sum)) {
        throw new DatasetError(
          'checksum-mismatch',
          `${path} is not the published ${form.name} of ${dataset.name}: its SHA-256 is ${sum}, not ${form.sha256}. Replace the file, or remove it to have it looked for elsewhere.`,
        );
      }
    }
  }
  return undefined;
};

/** A cached file's path if it is there, in any of its forms, and undamaged. */
export const findInCache = async (
  cacheDir: string,
  dataset: Dataset,
  file: DatasetFile,
): Promise<string | undefined> => {
  for (const form of formsOf(file)) {
    const path = cachePath(cacheDir, dataset, form);
    if ((await sha256Of(path)) === form.sha256) return path;
  }
  return undefined;
};

/** @throws {DatasetError} `data-dir-missing` unless the directory exists. */
export const requireDataDir = async (dataDir: string): Promise<void> => {
  const found = await stat(dataDir).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new DatasetError(
    'data-dir-missing',
    `The data directory ${dataDir} does not exist. Correct --data-dir or TRIBUTARY_DATA_DIR, or leave them out.`,
  );
};

/** MNIST and Fashion-MNIST name their files alike, so a folder may hold the other one's. */
const belongsToAnother = (dataset: Dataset, sum: string): boolean =>
  datasets.entries.some(
    ({ name, files }) => name !== dataset.name && files.some(({ sha256 }) => sha256 === sum),
  );

const sha256Of = async (path: string): Promise<string | undefined> => {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
};

const isAbsence = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');
