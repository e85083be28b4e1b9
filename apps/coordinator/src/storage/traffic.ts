import type { Digest } from '@tributary/protocol';

/** Counts the bytes of each checkpoint that were really served, for the round's books. */
export interface Traffic {
  served(digest: Digest, bytes: number): void;
  /** What was served since the last time it was taken. */
  take(digest: Digest): number;
}

export const createTraffic = (): Traffic => {
  const bytesByDigest = new Map<Digest, number>();
  return {
    served: (digest, bytes) => {
      bytesByDigest.set(digest, (bytesByDigest.get(digest) ?? 0) + bytes);
    },
    take: (digest) => {
      const bytes = bytesByDigest.get(digest) ?? 0;
      bytesByDigest.delete(digest);
      return bytes;
    },
  };
};
