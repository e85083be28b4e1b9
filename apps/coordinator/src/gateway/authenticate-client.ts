import {
  clientAuthSchema,
  describeIssues,
  negotiateVersion,
  PROTOCOL_VERSIONS,
  proofText,
  type Rejection,
  reject,
} from '@tributary/protocol';
import { clientIdOf, proofHolds } from '../security/client-proof.ts';
import type { JoinTokens } from '../security/join-tokens.ts';
import type { Pace } from './limits/pace.ts';
import type { ClientSocketData } from './sessions.ts';

export interface AuthenticationTools {
  readonly joinTokens: Pick<JoinTokens, 'verify' | 'admit'>;
  readonly pace: Pace;
  readonly now: () => number;
}

/**
 * Checks what a connecting client presents (SPEC §1): version, then token, then proof, the cheap
 * things first. The token counts the client once it is known who that is.
 * @param connection Engine.IO's id of the connection
 */
export const authenticateClient = async (
  auth: unknown,
  connection: string,
  { joinTokens, pace, now }: AuthenticationTools,
): Promise<({ readonly ok: true } & ClientSocketData) | Rejection> => {
  const parsed = clientAuthSchema.safeParse(auth);
  if (!parsed.success) return reject('malformed', describeIssues(parsed.error));
  const { token, protocolVersions, proof } = parsed.data;
  const protocolVersion = negotiateVersion(protocolVersions);
  if (protocolVersion === null) {
    return reject('protocol-version-unsupported', `spoken here: ${PROTOCOL_VERSIONS.join(', ')}`);
  }
  const verified = joinTokens.verify(token);
  if (!verified.ok) return verified;
  const { claims } = verified;
  // Before anything that costs, and after the token: strangers must not keep clients out.
  const retryAfterMs = pace.admit(now());
  if (retryAfterMs !== null) return { ...reject('overloaded'), retryAfterMs };
  if (!(await proofHolds(proof, proofText({ connection, token, protocolVersions })))) {
    return reject('bad-proof');
  }
  const clientId = clientIdOf(proof.publicKey);
  const refusal = await joinTokens.admit(claims, clientId);
  return refusal ?? { ok: true, clientId, claims, protocolVersion };
};
