import { createHash } from 'node:crypto';
import type { Role } from '@tributary/protocol';
import type { AccessStore, StoredSession } from '../storage/access-store.ts';
import { makeSecret } from './tokens.ts';

const HOUR_MS = 3_600_000;
/** How long a session lasts from signing in, and from when it was last used. */
export const SESSION_MS = 7 * 24 * HOUR_MS;
const IDLE_MS = 24 * HOUR_MS;
/** That a session was used is written down no more often than this. */
const SEEN_EVERY_MS = HOUR_MS / 4;

/** A session as others may see it. */
export interface RoleSession {
  readonly role: Role;
  /** The hash of its id: names it, but does not open anything. */
  readonly idHash: string;
  /** Unix ms; it ends then at the latest. */
  readonly endsAt: number;
}

/** Who is signed in. All of it is in memory, and written through. */
export interface RoleSessions {
  /** @returns the session's id, for its owner's cookie alone. */
  open(role: Role): Promise<string>;
  /** The session of a cookie, as long as it lasts. */
  find(id: string): Promise<RoleSession | null>;
  close(idHash: string): Promise<void>;
}

interface RoleSessionsOptions {
  readonly store: Pick<AccessStore, 'listSessions' | 'saveSession' | 'removeSession'>;
  readonly now: () => number;
  /** Sessions are read after this: a secret that changed has ended some. */
  readonly after: () => Promise<void>;
}

export const createRoleSessions = ({ store, now, after }: RoleSessionsOptions): RoleSessions => {
  const load = async () => {
    await after();
    return new Map((await store.listSessions()).map((session) => [session.idHash, session]));
  };
  let loaded: ReturnType<typeof load> | undefined;
  const sessions = () => {
    loaded ??= load().catch((error: unknown) => {
      // The next who asks tries again.
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  const close = async (idHash: string): Promise<void> => {
    if ((await sessions()).delete(idHash)) await store.removeSession(idHash);
  };
  return {
    open: async (role) => {
      const all = await sessions();
      const id = makeSecret();
      const session = { idHash: hashOf(id), role, createdAt: now(), lastSeenAt: now() };
      await store.saveSession(session);
      all.set(session.idHash, session);
      return id;
    },
    find: async (id) => {
      const session = (await sessions()).get(hashOf(id));
      if (session === undefined) return null;
      if (endOf(session) <= now()) {
        await close(session.idHash);
        return null;
      }
      if (now() - session.lastSeenAt > SEEN_EVERY_MS) {
        session.lastSeenAt = now();
        await store.saveSession(session);
      }
      const { idHash, role, createdAt } = session;
      return { idHash, role, endsAt: createdAt + SESSION_MS };
    },
    close,
  };
};

const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

const endOf = ({ createdAt, lastSeenAt }: StoredSession): number =>
  Math.min(createdAt + SESSION_MS, lastSeenAt + IDLE_MS);
