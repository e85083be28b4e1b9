import { randomBytes } from 'node:crypto';
import {
  clientAuthSchema,
  describeIssues,
  negotiateVersion,
  PROTOCOL_VERSIONS,
  type Rejection,
  reject,
} from '@tributary/protocol';
import type { TokenSigner } from '../security/tokens.ts';
import type { ClientSocketData } from './sessions.ts';

/** Checks what a connecting client presents (SPEC §1): version, then token, then identity. */
export const authenticateClient = (
  auth: unknown,
  signer: TokenSigner,
  now: number,
): ({ readonly ok: true } & ClientSocketData) | Rejection => {
  const parsed = clientAuthSchema.safeParse(auth);
  if (!parsed.success) return reject('malformed', describeIssues(parsed.error));
  const { token, protocolVersions, identity } = parsed.data;
  const protocolVersion = negotiateVersion(protocolVersions);
  if (protocolVersion === null) {
    return reject('protocol-version-unsupported', `spoken here: ${PROTOCOL_VERSIONS.join(', ')}`);
  }
  const verified = signer.verifyJoin(token, now);
  if (!verified.ok) return verified;
  const known = identity !== undefined && signer.recognises(identity);
  // Whoever cannot prove who they are starts anew; they do not get to be somebody else.
  const clientId = known ? identity.clientId : randomBytes(9).toString('base64url');
  return { ok: true, clientId, claims: verified.claims, protocolVersion };
};
