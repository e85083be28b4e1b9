import type { Digest } from '@tributary/protocol';

/** Immutable byte strings under the SHA-256 of their content, on a disk or in memory. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<Digest>;
  /** @throws when there is no such blob. */
  get(digest: Digest): Promise<Uint8Array>;
}
