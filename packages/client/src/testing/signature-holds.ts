import { createPublicKey, verify } from 'node:crypto';
import type { ClientProof } from '@tributary/protocol';

/** Checks a signature with Node's own implementation, which shares no line with those that sign. */
export const signatureHolds = ({ publicKey, signature }: ClientProof, text: string): boolean => {
  const point = Buffer.from(publicKey, 'base64url');
  const x = point.toString('base64url', 1, 33);
  const y = point.toString('base64url', 33);
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  return verify(
    'sha256',
    Buffer.from(text),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
};
