import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '@tributary/protocol';
import { reach } from '../reach.ts';

/** Immutable byte strings under the SHA-256 of their content. */
export interface BlobStore {
  /** Durable when it resolves; putting the same bytes again makes the blob as good as new. */
  put(bytes: Uint8Array): Promise<Digest>;
  /** Makes a file, which lies on the same disk, the blob of its content; durable when it resolves. */
  adopt(path: string, digest: Digest): Promise<void>;
  /** @throws when there is no such blob. */
  get(digest: Digest): Promise<Uint8Array>;
  /** The blob's length, or null when there is none. */
  size(digest: Digest): Promise<number | null>;
  /** The file that holds the blob, for a server that streams it. */
  pathOf(digest: Digest): string;
  /** Removes one blob; nothing happens when there is none. */
  remove(digest: Digest): Promise<void>;
  /** Removes one blob unless it was put at `beforeMs` (Unix ms) or later; whether it is gone. */
  removeOlder(digest: Digest, beforeMs: number): Promise<boolean>;
  /** Everything that is here, in no order. */
  list(): Promise<Digest[]>;
  /** Removes what a crash left half written before `beforeMs` (Unix ms). */
  removeLeftovers(beforeMs: number): Promise<void>;
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
  /** Makes room for a blob; a new folder's own name is durable only once its parent is. */
  const prepare = async (path: string): Promise<void> => {
    const created = await mkdir(dirname(path), { recursive: true });
    if (created !== undefined) await syncFolder(dirname(created));
  };
  return {
    pathOf,
    size,
    put: async (bytes) => {
      const digest = digestOf(bytes);
      const path = pathOf(digest);
      if ((await size(digest)) === bytes.length && (await renew(path))) return digest;
      await prepare(path);
      const aside = besides(path);
      try {
        await writeAndSync(aside, bytes);
      } catch (error) {
        // A full disk must not be filled with what did not fit.
        await rm(aside, { force: true });
        throw error;
      }
      await moveDurably(aside, path);
      return digest;
    },
    adopt: async (from, digest) => {
      const path = pathOf(digest);
      await prepare(path);
      await sync(from, 'r+');
      await moveDurably(from, path);
    },
    get: (digest) => readFile(pathOf(digest)),
    remove: (digest) => rm(pathOf(digest), { force: true }),
    removeOlder: (digest, beforeMs) => removeOlder(pathOf(digest), beforeMs),
    list: async () =>
      (await namesIn(folder)).flatMap(([prefix, name]) =>
        /^[0-9a-f]{62}$/.test(name) ? [`sha256:${prefix}${name}`] : [],
      ),
    removeLeftovers: async (beforeMs) => {
      for (const [prefix, name] of await namesIn(folder)) {
        const path = join(folder, prefix, name);
        if (name.endsWith(PART) && (await writtenAt(path)) < beforeMs)
          await rm(path, { force: true });
      }
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  };
};

const PART = '.part';

/** A name that nobody else uses, in the same folder. */
const besides = (path: string): string => `${path}.${randomUUID()}${PART}`;

/** The files that may be blobs: [folder, name]. */
const namesIn = async (folder: string): Promise<(readonly [string, string])[]> => {
  const prefixes = (await readdir(folder).catch(() => [])).filter((name) =>
    /^[0-9a-f]{2}$/.test(name),
  );
  const found: (readonly [string, string])[] = [];
  for (const prefix of prefixes) {
    for (const name of await readdir(join(folder, prefix))) found.push([prefix, name]);
  }
  return found;
};

/** Unix ms; of a file that is not there, before all times. */
const writtenAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );

/** Whether the blob was still there to be renewed. */
const renew = (path: string): Promise<boolean> => {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
};

/** Moved aside and looked at again: whoever renewed it a moment ago relies on it, and gets it back. */
const removeOlder = async (path: string, beforeMs: number): Promise<boolean> => {
  if ((await writtenAt(path)) >= beforeMs) return false;
  const aside = besides(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  if ((await writtenAt(aside)) >= beforeMs) {
    await rename(aside, path);
    return false;
  }
  await rm(aside, { force: true });
  return true;
};

const writeAndSync = async (path: string, bytes: Uint8Array): Promise<void> => {
  reach('blob.write');
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    reach('blob.written');
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A reader sees the whole file or none; after a power cut it is there or it is not. */
const moveDurably = async (from: string, to: string): Promise<void> => {
  reach('blob.synced');
  await rename(from, to);
  reach('blob.renamed');
  await syncFolder(dirname(to));
};

const syncFolder = (folder: string): Promise<void> => sync(folder, 'r');

const sync = async (path: string, flags: 'r' | 'r+'): Promise<void> => {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
