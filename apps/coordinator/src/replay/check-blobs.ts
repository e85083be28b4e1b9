import type { Digest } from '@tributary/protocol';
import type { BlobStore } from '../storage/blob-store.ts';
import { digestOfFile } from '../storage/digest-of-file.ts';

export type BlobCondition = 'sound' | 'damaged' | 'gone';
export type BlobCheck = (digest: Digest) => Promise<BlobCondition>;

/** Looks at blobs, each once. */
export const createBlobCheck = (blobs: Pick<BlobStore, 'pathOf' | 'size'>): BlobCheck => {
  const known = new Map<Digest, Promise<BlobCondition>>();
  const look = async (digest: Digest): Promise<BlobCondition> => {
    if ((await blobs.size(digest)) === null) return 'gone';
    return (await digestOfFile(blobs.pathOf(digest))) === digest ? 'sound' : 'damaged';
  };
  return (digest) => {
    const condition = known.get(digest) ?? look(digest);
    known.set(digest, condition);
    return condition;
  };
};
