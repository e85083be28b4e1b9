import { p256 } from '@noble/curves/nist.js';
import { toBase64Url } from './base64-url.ts';
import type { ClientKey } from './client-key.ts';

/** The secret half of a new key, 32 bytes. */
export const makeSecret = (): Uint8Array => p256.utils.randomSecretKey();

/**
 * A key without WebCrypto, for pages that it does not exist on. Scripts of the page can read it, but
 * what came over plain http could have been changed on the way anyhow.
 */
export const plainKey = (secret: Uint8Array): ClientKey => ({
  publicKey: toBase64Url(p256.getPublicKey(secret, false)),
  sign: async (text) => toBase64Url(p256.sign(new TextEncoder().encode(text), secret)),
});
