import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { DatasetError } from '@tributary/model-zoo';
import { LIMITS } from '../limits.ts';
import { isHidden, type LocalFile } from '../local-file.ts';

/**
 * A file of this machine, read in parts.
 * @throws {DatasetError} `file-missing`
 */
export const openFile = async (path: string, shownAs = basename(path)): Promise<LocalFile> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new DatasetError('file-missing', `There is no file ${path}.`);
  return {
    path: shownAs,
    sizeBytes: found.size,
    read: (start = 0, end = found.size) => readPart(path, start, Math.min(end, found.size)),
  };
};

/**
 * All files of a folder and its folders, but for what systems leave there; their paths begin in it.
 * @throws {DatasetError} `file-missing`; `too-large` for more files than a device reads
 */
export const openFolder = async (folder: string): Promise<LocalFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new DatasetError('file-missing', `There is no folder ${folder}.`);
  });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => pathOf(entry));
  if (paths.length > LIMITS.files) {
    throw new DatasetError(
      'too-large',
      `${folder} has ${paths.length} files, and at most ${LIMITS.files} are read at once.`,
    );
  }
  const files = await Promise.all(
    paths.sort().map((path) => openFile(path, relative(folder, path).split(sep).join('/'))),
  );
  return files.filter((file) => !isHidden(file));
};

/** Node 20.12 renamed what holds an entry's folder. */
const pathOf = (entry: {
  readonly name: string;
  readonly path?: string;
  readonly parentPath?: string;
}): string => join(entry.parentPath ?? entry.path ?? '', entry.name);

const readPart = async (path: string, start: number, end: number): Promise<Uint8Array> => {
  const handle = await open(path);
  try {
    const part = new Uint8Array(Math.max(0, end - start));
    const { bytesRead } = await handle.read(part, 0, part.length, start);
    return part.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};
