import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '@tributary/protocol';

/** Immutable byte strings under the SHA-256 of their content. */
export interface BlobStore {
  /** Durable when it resolves; putting the same bytes again changes nothing. */
  put(bytes: Uint8Array): Promise<Digest>;
  /** @throws when there is no such blob. */
  get(digest: Digest): Promise<Uint8Array>;
  /** The blob's length, or null when there is none. */
  size(digest: Digest): Promise<number | null>;
  /** The file that holds the blob, for a server that streams it. */
  pathOf(digest: Digest): string;
  /** Removes one blob; nothing happens when there is none. */
  remove(digest: Digest): Promise<void>;
  /** Removes all blobs of this store. */
  clear(): Promise<void>;
}

export const digestOf = (bytes: Uint8Array): Digest =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A blob store in a folder: one file per blob, written aside, synced and renamed into place. */
export const openBlobStore = (folder: string): BlobStore => {
  const pathOf = (digest: Digest) => {
    const hex = digest.slice('sha256:'.length);
    return join(folder, hex.slice(0, 2), hex.slice(2));
  };
  const size = (digest: Digest) =>
    stat(pathOf(digest)).then(
      (file) => file.size,
      () => null,
    );
  return {
    pathOf,
    size,
    put: async (bytes) => {
      const digest = digestOf(bytes);
      if ((await size(digest)) === bytes.length) return digest;
      const path = pathOf(digest);
      const created = await mkdir(join(path, '..'), { recursive: true });
      await writeDurably(path, bytes);
      // A new folder's own name is durable only once its parent is.
      if (created !== undefined) await syncFolder(join(created, '..'));
      return digest;
    },
    get: (digest) => readFile(pathOf(digest)),
    remove: (digest) => rm(pathOf(digest), { force: true }),
    clear: () => rm(folder, { recursive: true, force: true }),
  };
};

/** A reader sees the whole file or none; after a power cut it is there or it is not. */
const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const aside = `${path}.${randomUUID()}.part`;
  const file = await open(aside, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
  await syncFolder(join(path, '..'));
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
