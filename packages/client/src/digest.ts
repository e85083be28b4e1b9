import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest } from '@tributary/protocol';

/** The name of some bytes by their content. WebCrypto would want a secure context, which plain http is not. */
export const digestOf = (bytes: Uint8Array): Digest => `sha256:${bytesToHex(sha256(bytes))}`;
