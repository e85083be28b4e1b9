import { randomBytes } from 'node:crypto';
import {
  JOIN_TOKEN_LIFE_MS,
  type JoinTokenInfo,
  type Rejection,
  type RunId,
  reject,
} from '@tributary/protocol';
import type { AccessStore, StoredJoinToken } from '../storage/access-store.ts';
import type { JoinClaims, TokenSigner } from './tokens.ts';

/** What an admin says about an invitation. */
export interface Invitation {
  readonly label: string;
  /** Opens this run only; any when left out. */
  readonly runId?: RunId | undefined;
  readonly lifeMs: number;
  /** How many different clients it lets in; null does not count them. */
  readonly maxUses: number | null;
}

type Verdict = { readonly ok: true; readonly claims: JoinClaims } | Rejection;

/**
 * The invitations: signed tokens, and beside them what can change about one. All of it is in memory
 * and written through, so that thousands can come back at once without a question to the database.
 */
export interface JoinTokens {
  issue(invitation: Invitation): Promise<{ readonly token: string; readonly claims: JoinClaims }>;
  /** The token that is printed at the start: the last one while it lasts, so that restarts make no heap of them. */
  issueAtStart(): Promise<string>;
  /** Whether the token opens anything now; the claims of equal tokens are one object. */
  verify(token: string): Verdict;
  /** Lets a client in that proved its id; a limited token counts it unless it came before. */
  admit(claims: JoinClaims, clientId: string): Promise<Rejection | null>;
  isRevoked(claims: JoinClaims): boolean;
  /** Newest first. */
  list(): JoinTokenInfo[];
  /** Null when there is no such token. Revoking one again changes nothing, but writes what could not be written. */
  revoke(id: string): Promise<JoinTokenInfo | null>;
}

/** An invitation with the clients whom it let in, where these are counted. */
interface KeptToken {
  stored: StoredJoinToken;
  /** Whether the database may not know yet that it was revoked. */
  isUnsaved?: boolean;
  readonly claims: JoinClaims;
  readonly clients: Set<string> | null;
}

interface JoinTokensOptions {
  readonly store: Pick<
    AccessStore,
    'listJoinTokens' | 'listUses' | 'removeExpiredTokens' | 'saveJoinToken' | 'addUse'
  >;
  readonly signer: TokenSigner;
  readonly now: () => number;
}

const START_LABEL = 'Made at the start';
/** The token of the last start serves again while it has so long to live. */
const START_MIN_MS = JOIN_TOKEN_LIFE_MS - 86_400_000;

export const openJoinTokens = async (options: JoinTokensOptions): Promise<JoinTokens> => {
  const { store, signer, now } = options;
  const tokens = await loadTokens(options);
  const issue = async ({ label, runId = undefined, lifeMs, maxUses }: Invitation) => {
    const stored: StoredJoinToken = {
      id: randomBytes(9).toString('base64url'),
      ...{ label, runId: runId ?? null, maxUses, createdAt: now(), expiresAt: now() + lifeMs },
      revokedAt: null,
    };
    await store.saveJoinToken(stored);
    const kept = keep(stored);
    tokens.set(stored.id, kept);
    return { token: signer.signJoin(kept.claims), claims: kept.claims };
  };
  return {
    issue,
    issueAtStart: async () => {
      const last = [...tokens.values()].find(
        ({ stored: { label, revokedAt, expiresAt } }) =>
          label === START_LABEL && revokedAt === null && expiresAt > now() + START_MIN_MS,
      );
      if (last !== undefined) return signer.signJoin(last.claims);
      return (await issue({ label: START_LABEL, lifeMs: JOIN_TOKEN_LIFE_MS, maxUses: null })).token;
    },
    verify: (token) => {
      const verified = signer.verifyJoin(token, now());
      if (!verified.ok) return verified;
      const kept = tokens.get(verified.claims.id);
      if (kept === undefined) return reject('bad-token');
      return kept.stored.revokedAt === null
        ? { ok: true, claims: kept.claims }
        : reject('token-revoked');
    },
    admit: async ({ id }, clientId) => {
      const kept = tokens.get(id);
      return kept === undefined ? reject('bad-token') : countUse(kept, clientId, store);
    },
    isRevoked: ({ id }) => tokens.get(id)?.stored.revokedAt !== null,
    list: () =>
      [...tokens.values()]
        .filter(({ stored }) => stored.expiresAt > now())
        .map(describe)
        .sort((a, b) => b.createdAt - a.createdAt),
    revoke: async (id) => {
      const kept = tokens.get(id);
      if (kept === undefined) return null;
      if (kept.stored.revokedAt === null) {
        // Nobody else comes in while this is being written.
        kept.stored = { ...kept.stored, revokedAt: now() };
        kept.isUnsaved = true;
      }
      if (kept.isUnsaved) {
        await store.saveJoinToken(kept.stored);
        kept.isUnsaved = false;
      }
      return describe(kept);
    },
  };
};

const loadTokens = async ({ store, now }: JoinTokensOptions): Promise<Map<string, KeptToken>> => {
  await store.removeExpiredTokens(now());
  const tokens = new Map((await store.listJoinTokens()).map((kept) => [kept.id, keep(kept)]));
  for (const { tokenId, clientId } of await store.listUses()) {
    tokens.get(tokenId)?.clients?.add(clientId);
  }
  return tokens;
};

const keep = (stored: StoredJoinToken): KeptToken => {
  const { id, runId, expiresAt, maxUses } = stored;
  return {
    stored,
    claims: { id, ...(runId === null ? {} : { run: runId }), expiresAt },
    clients: maxUses === null ? null : new Set(),
  };
};

/** The place is taken before it is written down, so that two who come at once do not both get the last one. */
const countUse = async (
  { stored: { id: tokenId, maxUses, revokedAt }, clients }: KeptToken,
  clientId: string,
  store: Pick<AccessStore, 'addUse'>,
): Promise<Rejection | null> => {
  if (revokedAt !== null) return reject('token-revoked');
  if (clients === null || maxUses === null || clients.has(clientId)) return null;
  if (clients.size >= maxUses) return reject('token-used-up', `${maxUses} clients`);
  clients.add(clientId);
  try {
    await store.addUse({ tokenId, clientId });
    return null;
  } catch (error) {
    clients.delete(clientId);
    throw error;
  }
};

const describe = ({ stored, clients }: KeptToken): JoinTokenInfo => ({
  ...stored,
  uses: clients?.size ?? null,
});
