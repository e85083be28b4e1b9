import type { AuditEntry, Role } from '@tributary/protocol';
import { and, desc, eq, inArray, lt, lte, ne } from 'drizzle-orm';
import type { Limits } from '../limits.ts';
import { auditLog, joinTokens, joinTokenUses, roleSecrets, roleSessions } from './access-schema.ts';
import type { Database } from './database.ts';

export type StoredSession = typeof roleSessions.$inferSelect;
export type StoredJoinToken = typeof joinTokens.$inferSelect;
export type StoredUse = typeof joinTokenUses.$inferSelect;

/** Who may do what, and who did. Everything is durable when its promise resolves. */
export interface AccessStore {
  secretHash(role: Role): Promise<string | null>;
  /** Changes a role's secret, or takes it away; whoever signed in with the old one is signed out. */
  setSecretHash(role: Role, hash: string | null): Promise<void>;
  listSessions(): Promise<StoredSession[]>;
  /** Keeps a session, or that it was seen again. */
  saveSession(session: StoredSession): Promise<void>;
  removeSession(idHash: string): Promise<void>;
  listJoinTokens(): Promise<StoredJoinToken[]>;
  saveJoinToken(token: StoredJoinToken): Promise<void>;
  /** Forgets the tokens that have expired, and whom they let in. */
  removeExpiredTokens(now: number): Promise<void>;
  listUses(): Promise<StoredUse[]>;
  addUse(use: StoredUse): Promise<void>;
  /** Now and then it drops the oldest lines that are too many. */
  appendAudit(entry: Omit<AuditEntry, 'id'>): Promise<void>;
  /** Newest first. @param before an entry's id; only older ones are wanted */
  listAudit(page: {
    readonly before?: number | undefined;
    readonly limit: number;
  }): Promise<AuditEntry[]>;
}

/** Lines of the audit log until somebody looks whether there are too many. */
const PRUNE_EVERY = 100;

export type AuditLimits = Pick<Limits, 'maxAuditLines' | 'maxStrangersAuditLines'>;

export const createAccessStore = (
  { db }: Pick<Database, 'db'>,
  limits: AuditLimits,
): AccessStore => ({
  secretHash: async (role) => {
    const [kept] = await db.select().from(roleSecrets).where(eq(roleSecrets.role, role));
    return kept?.hash ?? null;
  },
  setSecretHash: (role, hash) =>
    db.transaction(async (transaction) => {
      await transaction.delete(roleSecrets).where(eq(roleSecrets.role, role));
      if (hash !== null) await transaction.insert(roleSecrets).values({ role, hash });
      await transaction.delete(roleSessions).where(eq(roleSessions.role, role));
    }),
  listSessions: () => db.select().from(roleSessions),
  saveSession: async (session) => {
    const { idHash: target } = roleSessions;
    const set = { lastSeenAt: session.lastSeenAt };
    await db.insert(roleSessions).values(session).onConflictDoUpdate({ target, set });
  },
  removeSession: async (idHash) => {
    await db.delete(roleSessions).where(eq(roleSessions.idHash, idHash));
  },
  listJoinTokens: () => db.select().from(joinTokens),
  saveJoinToken: async (token) => {
    const { id: target } = joinTokens;
    const set = { revokedAt: token.revokedAt };
    await db.insert(joinTokens).values(token).onConflictDoUpdate({ target, set });
  },
  removeExpiredTokens: (now) =>
    db.transaction(async (transaction) => {
      const expired = lt(joinTokens.expiresAt, now);
      const ids = transaction.select({ id: joinTokens.id }).from(joinTokens).where(expired);
      await transaction.delete(joinTokenUses).where(inArray(joinTokenUses.tokenId, ids));
      await transaction.delete(joinTokens).where(expired);
    }),
  listUses: () => db.select().from(joinTokenUses),
  addUse: async (use) => {
    await db.insert(joinTokenUses).values(use).onConflictDoNothing();
  },
  appendAudit: async (entry) => {
    const [kept] = await db.insert(auditLog).values(entry).returning({ id: auditLog.id });
    if ((kept?.id ?? 0) % PRUNE_EVERY === 0) await pruneAudit(db, limits);
  },
  listAudit: ({ before, limit }) =>
    db
      .select()
      .from(auditLog)
      .where(before === undefined ? undefined : lt(auditLog.id, before))
      .orderBy(desc(auditLog.id))
      .limit(limit),
});

/** Strangers' lines have a bound of their own, so that they push out nobody else's. */
const pruneAudit = async (
  db: Database['db'],
  { maxAuditLines, maxStrangersAuditLines }: AuditLimits,
): Promise<void> => {
  for (const [lines, max] of [
    [ne(auditLog.role, 'none'), maxAuditLines],
    [eq(auditLog.role, 'none'), maxStrangersAuditLines],
  ] as const) {
    const newest = db.select({ id: auditLog.id }).from(auditLog).where(lines);
    const [dropped] = await newest.orderBy(desc(auditLog.id)).offset(max).limit(1);
    if (dropped !== undefined) {
      await db.delete(auditLog).where(and(lines, lte(auditLog.id, dropped.id)));
    }
  }
};
