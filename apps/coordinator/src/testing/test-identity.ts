import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type ClientProof, PROTOCOL_VERSIONS, proofText } from '@tributary/protocol';
import type { Socket } from 'socket.io-client';
import { clientIdOf } from '../security/client-proof.ts';

/** A client's key, and the id that it goes by. */
export interface TestIdentity {
  readonly clientId: string;
  readonly publicKey: string;
  readonly secret: KeyObject;
}

export const makeIdentity = (): TestIdentity => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const halves = [x, y].map((half) => Buffer.from(half, 'base64url'));
  const publicKey = Buffer.concat([Buffer.of(4), ...halves]).toString('base64url');
  return { clientId: clientIdOf(publicKey), publicKey, secret: pair.privateKey };
};

/** The proof of SPEC §1.5. */
export const proveBy = ({ publicKey, secret }: TestIdentity, text: string): ClientProof => {
  const key = { key: secret, dsaEncoding: 'ieee-p1363' } as const;
  return { publicKey, signature: sign('sha256', Buffer.from(text), key).toString('base64url') };
};

interface AuthOptions {
  readonly token: string;
  readonly identity: TestIdentity;
  /** Overwrites what an honest client would present. */
  readonly auth?: Record<string, unknown> | undefined;
}

/** What an honest client presents on each of its connections: for socket.io's `auth`. */
export const authFor =
  (socketOf: () => Socket, { token, identity, auth = {} }: AuthOptions) =>
  (give: (auth: object) => void): void => {
    const protocolVersions = [...PROTOCOL_VERSIONS];
    const connection = socketOf().io.engine.id;
    const proof = proveBy(identity, proofText({ connection, token, protocolVersions }));
    give({ token, protocolVersions, proof, ...auth });
  };
