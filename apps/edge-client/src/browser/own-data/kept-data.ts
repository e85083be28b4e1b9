import { type OwnData, packData, unpackData } from '@tributary/local-data';

/** Where a person's data outlive the page, if they agree: the browser's Origin Private File System. */
export interface KeptData {
  /** @returns undefined where nothing is kept, or what is kept is damaged */
  load(key: string): Promise<OwnData | undefined>;
  save(key: string, data: OwnData): Promise<void>;
  forget(key: string): Promise<void>;
}

const FOLDER = 'own-data';

/**
 * What this tab's client keeps.
 * @param slot which of this browser's clients it is
 * @returns undefined where the browser has no such file system for this page: over plain http, in some private windows
 */
export const openKeptData = async (slot: string): Promise<KeptData | undefined> => {
  const folder = await openFolder(slot).catch(() => undefined);
  if (folder === undefined) return undefined;
  const nameOf = (key: string) => `${key}.bin`;
  return {
    load: async (key) => {
      const file = await folder.getFileHandle(nameOf(key)).catch(() => undefined);
      if (file === undefined) return undefined;
      return unpackData(new Uint8Array(await (await file.getFile()).arrayBuffer()));
    },
    save: async (key, data) => {
      const file = await folder.getFileHandle(nameOf(key), { create: true });
      // What is written takes the file's place only when it is closed: a crash leaves the old one.
      const writing = await file.createWritable();
      await writing.write(packData(data));
      await writing.close();
    },
    forget: (key) => folder.removeEntry(nameOf(key)).catch(() => undefined),
  };
};

/** @throws where there is none, or files cannot be replaced at once (Safari before 26) */
const openFolder = async (slot: string): Promise<FileSystemDirectoryHandle> => {
  if (!('createWritable' in FileSystemFileHandle.prototype)) throw new Error('Not to be written.');
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(FOLDER, { create: true });
  return all.getDirectoryHandle(slot, { create: true });
};
