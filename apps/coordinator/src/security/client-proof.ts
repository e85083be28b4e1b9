import { createHash, createPublicKey, verify } from 'node:crypto';
import type { ClientProof } from '@tributary/protocol';

/** How many bytes of a key's hash name a client: 192 bits, so that nobody finds a second key for an id. */
const ID_BYTES = 24;

/** The name of whoever has the secret half of this key (SPEC §1.6). */
export const clientIdOf = (publicKey: string): string =>
  createHash('sha256')
    .update(Buffer.from(publicKey, 'base64url'))
    .digest()
    .subarray(0, ID_BYTES)
    .toString('base64url');

/**
 * Whether the text was signed with the key (SPEC §1.5). The check itself is done off this thread:
 * after a restart thousands come back at once, while heartbeats must be answered.
 */
export const proofHolds = async (
  { publicKey, signature }: ClientProof,
  text: string,
): Promise<boolean> => {
  const key = readPoint(publicKey);
  if (key === null) return false;
  return new Promise((resolve) => {
    verify(
      'sha256',
      Buffer.from(text),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
      (error, holds) => resolve(error === null && holds),
    );
  });
};

/** Null when it is no point of the curve. */
const readPoint = (publicKey: string) => {
  const point = Buffer.from(publicKey, 'base64url');
  if (point[0] !== 4) return null;
  const x = point.toString('base64url', 1, 33);
  const y = point.toString('base64url', 33);
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return null;
  }
};
