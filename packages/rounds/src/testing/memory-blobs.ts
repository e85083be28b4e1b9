import { createHash } from 'node:crypto';
import type { Digest } from '@tributary/protocol';
import type { Blobs } from '../folding/blobs.ts';

/** Blobs as long as the test lasts. */
export const createMemoryBlobs = (): Blobs => {
  const kept = new Map<Digest, Uint8Array>();
  return {
    put: async (bytes) => {
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      kept.set(digest, bytes);
      return digest;
    },
    get: async (digest) => {
      const bytes = kept.get(digest);
      if (!bytes) throw new Error(`no ${digest}`);
      return bytes;
    },
  };
};
