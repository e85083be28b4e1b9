import { readFile } from 'node:fs/promises';
import type { Dataset, DatasetFile, FileSource } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { datasets } from '../datasets/registry.generated.ts';
import { gunzipIfNeeded } from '../gunzip.ts';
import { download, type OnProgress } from './download.ts';
import {
  cachePath,
  defaultCacheDir,
  findInCache,
  findInDataDir,
  formsOf,
  requireDataDir,
} from './locate-file.ts';

export interface OpenDatasetOptions {
  /** Looked at first; `TRIBUTARY_DATA_DIR` unless given. */
  readonly dataDir?: string | undefined;
  /** Where downloads are kept; see {@link defaultCacheDir}. */
  readonly cacheDir?: string | undefined;
  /** Never downloads. */
  readonly offline?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export type DatasetOrigin = 'data-dir' | 'cache' | 'download' | 'generated';

export interface OpenedDataset {
  readonly dataset: Dataset;
  /** Every required file is at hand: loading reads this machine's disk only. */
  readonly source: FileSource;
  /** Where the required files were found; the farthest place if they lay apart. */
  readonly origin: DatasetOrigin;
  /** Whether the examples will say who made them (NaturalIdPartitioner needs that). */
  readonly hasNaturalIds: boolean;
}

/**
 * Finds a data set's files in the data directory, the cache or on its mirrors, in this order, and
 * checks their SHA-256 sums. Optional files that cannot be had are left out.
 * @param nameOrDataset a name from the registry, or a data set of your own
 * @throws {DatasetError} `data-dir-missing`, `checksum-mismatch` (in the data directory) or
 * `unavailable`; the message names the remedy.
 */
export const openDataset = async (
  nameOrDataset: string | Dataset,
  options: OpenDatasetOptions = {},
): Promise<OpenedDataset> => {
  const dataset = typeof nameOrDataset === 'string' ? datasets.get(nameOrDataset) : nameOrDataset;
  const dataDir = options.dataDir || process.env.TRIBUTARY_DATA_DIR || undefined;
  if (dataDir !== undefined && dataset.files.length > 0) await requireDataDir(dataDir);
  const paths = new Map<string, string>();
  let origin: DatasetOrigin = 'generated';
  for (const file of requiredFirst(dataset.files)) {
    try {
      const found = await findFile(dataset, file, { ...options, dataDir });
      paths.set(file.name, found.path);
      if (!file.optional) origin = farther(origin, found.origin);
    } catch (error) {
      const dispensable = error instanceof DatasetError && error.code === 'unavailable';
      if (!file.optional || !dispensable) throw error;
    }
  }
  return {
    dataset,
    source: sourceFrom(paths),
    origin,
    hasNaturalIds: dataset.naturalUnit !== undefined && paths.size === dataset.files.length,
  };
};

const findFile = async (
  dataset: Dataset,
  file: DatasetFile,
  { dataDir, cacheDir = defaultCacheDir(), offline, onProgress }: OpenDatasetOptions,
): Promise<{ readonly path: string; readonly origin: DatasetOrigin }> => {
  const given = dataDir && (await findInDataDir(dataDir, dataset, file));
  if (given) return { path: given, origin: 'data-dir' };
  const cached = await findInCache(cacheDir, dataset, file);
  if (cached) return { path: cached, origin: 'cache' };
  const published = formsOf(file).find(({ mirrors }) => mirrors.length > 0);
  if (published === undefined) throw mustBeBrought(dataset, file);
  if (offline) {
    throw new DatasetError(
      'unavailable',
      `${file.name} of ${dataset.name} is on this machine neither in a data directory nor in ${cacheDir}, and downloads are off. Set TRIBUTARY_DATA_DIR to a folder that holds it, or allow downloads.`,
    );
  }
  const path = cachePath(cacheDir, dataset, published);
  await download(published, path, onProgress);
  return { path, origin: 'download' };
};

/** What a person is told of a file that this program cannot fetch. */
const mustBeBrought = (dataset: Dataset, file: DatasetFile): DatasetError => {
  const names = formsOf(file)
    .map(({ name }) => name)
    .join(' or ');
  const homepage = dataset.homepage ? ` (see ${dataset.homepage})` : '';
  const folder = file.folder ?? dataset.name;
  return new DatasetError(
    'unavailable',
    `${file.name} of ${dataset.name} cannot be downloaded by this program. Get the file${homepage} and put it as ${names} into the folder "${folder}" of a data directory, which --data-dir or TRIBUTARY_DATA_DIR names.`,
  );
};

const sourceFrom =
  (paths: ReadonlyMap<string, string>): FileSource =>
  async (fileName) => {
    const path = paths.get(fileName);
    if (path === undefined) {
      throw new DatasetError('file-missing', `${fileName} is not among the files at hand.`);
    }
    const { buffer, byteOffset, byteLength } = await readFile(path);
    // Features may be views of the file, and no Buffer: its methods differ from Uint8Array's.
    return gunzipIfNeeded(new Uint8Array(buffer, byteOffset, byteLength), fileName);
  };

/** So that a machine without a network fails at the first file that matters. */
const requiredFirst = (files: readonly DatasetFile[]): DatasetFile[] =>
  [...files].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false));

const nearestFirst: readonly DatasetOrigin[] = ['generated', 'data-dir', 'cache', 'download'];

const farther = (a: DatasetOrigin, b: DatasetOrigin): DatasetOrigin =>
  nearestFirst.indexOf(a) > nearestFirst.indexOf(b) ? a : b;
