import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest } from '@tributary/protocol';

/**
 * The name of some bytes by their content. WebCrypto computes it natively and off this thread, but
 * wants a secure context, which a page over plain http is not: there it is computed here.
 */
export const digestOf = async (bytes: Uint8Array): Promise<Digest> => {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  const hash = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
    : sha256(bytes);
  return `sha256:${bytesToHex(hash)}`;
};
