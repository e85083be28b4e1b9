import type { AuditEntry, Role } from '@tributary/protocol';
import { bigint, bigserial, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Unix milliseconds. */
const timeMs = (name: string) => bigint(name, { mode: 'number' });

/** What admins and viewers sign in with, as scrypt hashes only. */
export const roleSecrets = pgTable('role_secrets', {
  role: text('role').$type<Role>().primaryKey(),
  hash: text('hash').notNull(),
});

/** Who is signed in; a session's id itself is in its owner's cookie alone. */
export const roleSessions = pgTable('role_sessions', {
  idHash: text('id_hash').primaryKey(),
  role: text('role').$type<Role>().notNull(),
  createdAt: timeMs('created_at').notNull(),
  lastSeenAt: timeMs('last_seen_at').notNull(),
});

/** The invitations; the tokens themselves are signed and kept nowhere. */
export const joinTokens = pgTable('join_tokens', {
  id: text('id').primaryKey(),
  label: text('label').notNull(),
  runId: text('run_id'),
  createdAt: timeMs('created_at').notNull(),
  expiresAt: timeMs('expires_at').notNull(),
  maxUses: integer('max_uses'),
  revokedAt: timeMs('revoked_at'),
});

/** Whom a limited invitation has let in, once for each client. */
export const joinTokenUses = pgTable(
  'join_token_uses',
  { tokenId: text('token_id').notNull(), clientId: text('client_id').notNull() },
  (table) => [primaryKey({ columns: [table.tokenId, table.clientId] })],
);

/** What was changed by whom; only ever appended to. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: timeMs('at').notNull(),
    role: text('role').$type<AuditEntry['role']>().notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    outcome: text('outcome').notNull(),
    address: text('address').notNull(),
  },
  (table) => [index('audit_log_by_time').on(table.at)],
);
