import { digestOf } from '@tributary/client';
import type { Digest } from '@tributary/protocol';
import type { Blobs } from '@tributary/rounds';

/** Blobs as long as somebody wants them. */
export interface MemoryBlobs extends Blobs {
  /** Keeps what is already known by its digest. */
  keep(digest: Digest, bytes: Uint8Array): void;
  /** Forgets all but these. */
  retain(digests: readonly (Digest | null)[]): void;
  all(): Uint8Array[];
  /** Forgets one and returns it; nothing where there is none. */
  take(digest: Digest): Uint8Array[];
  /** Forgets all and returns them. */
  clear(): Uint8Array[];
}

export const createMemoryBlobs = (): MemoryBlobs => {
  const blobs = new Map<Digest, Uint8Array>();
  return {
    put: async (bytes) => {
      const digest = await digestOf(bytes);
      blobs.set(digest, bytes);
      return digest;
    },
    get: async (digest) => {
      const bytes = blobs.get(digest);
      if (!bytes) throw new Error(`There is no blob ${digest} in memory.`);
      return bytes;
    },
    keep: (digest, bytes) => void blobs.set(digest, bytes),
    retain: (digests) => {
      for (const digest of blobs.keys()) if (!digests.includes(digest)) blobs.delete(digest);
    },
    all: () => [...blobs.values()],
    take: (digest) => {
      const taken = blobs.get(digest);
      blobs.delete(digest);
      return taken ? [taken] : [];
    },
    clear: () => {
      const forgotten = [...blobs.values()];
      blobs.clear();
      return forgotten;
    },
  };
};
