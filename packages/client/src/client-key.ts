import { toBase64Url } from './base64-url.ts';

/** What a client is known by: whoever can sign with it is that client (SPEC §1.5). */
export interface ClientKey {
  /** The uncompressed P-256 point, base64url. */
  readonly publicKey: string;
  /** @returns an ECDSA signature over the text's UTF-8, base64url. */
  sign(text: string): Promise<string>;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Whether this page or process has WebCrypto; a page over plain http from another machine has not. */
export const hasWebCrypto = (): boolean => globalThis.crypto.subtle !== undefined;

/**
 * Makes a key pair in WebCrypto's keeping.
 * @param isReadable whether the secret half may be read out, to keep it in a file
 */
export const makeKeyPair = (isReadable = false): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(CURVE, isReadable, ['sign', 'verify']);

/** The client key of a pair that {@link makeKeyPair} or {@link importKeyPair} gave. */
export const keyFromPair = async ({ privateKey, publicKey }: CryptoKeyPair): Promise<ClientKey> => {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return {
    publicKey: toBase64Url(point),
    sign: async (text) => {
      const bytes = new TextEncoder().encode(text);
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, bytes)));
    },
  };
};

/** Takes a pair that was kept as a JWK of its secret half. @throws when it is none. */
export const importKeyPair = async (secret: JsonWebKey): Promise<CryptoKeyPair> => {
  const { kty, crv, x, y } = secret;
  const open = { kty, crv, x, y } as JsonWebKey;
  return {
    privateKey: await crypto.subtle.importKey('jwk', secret, CURVE, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', open, CURVE, true, ['verify']),
  };
};

/** A new key that is kept nowhere. */
export const makeClientKey = async (): Promise<ClientKey> => {
  if (hasWebCrypto()) return keyFromPair(await makeKeyPair());
  const { makeSecret, plainKey } = await import('./plain-key.ts');
  return plainKey(makeSecret());
};
