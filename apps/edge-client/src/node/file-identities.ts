import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { IdentityStore } from '@tributary/client';
import { identitySchema } from '@tributary/protocol';

/** Keeps one client's identity in a file that only its owner can read. */
export const createFileIdentityStore = (path: string): IdentityStore => ({
  load: async () => {
    const text = await readFile(path, 'utf8').catch(() => 'null');
    const identity = identitySchema.safeParse(parseJson(text));
    return identity.success ? identity.data : null;
  },
  save: async (identity) => {
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.partial`;
    await writeFile(partial, JSON.stringify(identity), { mode: 0o600 });
    await rename(partial, path);
  },
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
