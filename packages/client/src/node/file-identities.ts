import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { importKeyPair, keyFromPair, makeKeyPair } from '../client-key.ts';
import type { IdentityStore } from '../ports.ts';
import { writeDurably } from './write-durably.ts';

/** The secret halves of a client's keys, one for each coordinator's address. */
const fileSchema = z.record(
  z.string(),
  z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    d: z.string(),
  }),
);

/**
 * Keeps one client's keys in a file that only its owner can read. Every coordinator gets to know
 * another key, so that none can pass for the client at the others (SPEC §1.8).
 */
export const createFileIdentityStore = (path: string, url: string): IdentityStore => {
  const { origin } = new URL(url);
  return {
    key: async () => {
      const keys = await readKeys(path);
      const kept = keys[origin];
      if (kept !== undefined) {
        const pair = await importKeyPair(kept).catch(() => undefined);
        if (pair !== undefined) return keyFromPair(pair);
      }
      const pair = await makeKeyPair(true);
      const secret = await crypto.subtle.exportKey('jwk', pair.privateKey);
      const text = JSON.stringify({ ...keys, [origin]: secret });
      await writeDurably(path, new TextEncoder().encode(text));
      return keyFromPair(pair);
    },
  };
};

/** What is damaged counts for nothing: the client becomes a new one. */
const readKeys = async (path: string): Promise<z.output<typeof fileSchema>> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // A file that cannot be read just now must not be written over.
    if (error.code !== 'ENOENT') throw error;
    return '{}';
  });
  const keys = fileSchema.safeParse(parseJson(text));
  return keys.success ? keys.data : {};
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
