import type { Checkpoint } from '@tributary/protocol';
import type { BlobStore } from '../storage/blob-store.ts';
import type { StoredCheckpoint } from '../storage/storage.ts';

/** A checkpoint's row with what the disk says of it. */
export const describeCheckpoint = async (
  row: StoredCheckpoint,
  blobs: Pick<BlobStore, 'size'>,
): Promise<Checkpoint> => {
  const bytes = await blobs.size(row.digest);
  return { ...row, kept: bytes !== null, bytes: bytes ?? 0 };
};
