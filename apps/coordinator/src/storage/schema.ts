import type { RunConfig, RunEvent } from '@tributary/protocol';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Unix milliseconds. */
const timeMs = (name: string) => bigint(name, { mode: 'number' }).notNull();

export const runs = pgTable('runs', {
  runId: text('run_id').primaryKey(),
  config: jsonb('config').$type<RunConfig>().notNull(),
  createdAt: timeMs('created_at'),
});

/** The log of every run; the single source of its state. */
export const runEvents = pgTable(
  'run_events',
  {
    runId: text('run_id').notNull(),
    seq: integer('seq').notNull(),
    at: timeMs('at'),
    event: jsonb('event').$type<RunEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
);

/** One row per counted update; the key makes counting a client twice in an attempt impossible. */
export const updates = pgTable(
  'updates',
  {
    runId: text('run_id').notNull(),
    round: integer('round').notNull(),
    attempt: integer('attempt').notNull(),
    clientId: text('client_id').notNull(),
    digest: text('digest').notNull(),
    receivedAt: timeMs('received_at'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.round, table.attempt, table.clientId] })],
);

/** The committed global models; round 0 is the initial one. */
export const checkpoints = pgTable(
  'checkpoints',
  {
    runId: text('run_id').notNull(),
    round: integer('round').notNull(),
    digest: text('digest').notNull(),
    optimizerState: text('optimizer_state'),
    accuracy: doublePrecision('accuracy'),
    loss: doublePrecision('loss'),
    /** Stays on disk whatever the run's retention says. */
    pinned: boolean('pinned').notNull().default(false),
    /** The one that applications are to use; it stays too. */
    current: boolean('current').notNull().default(false),
    createdAt: timeMs('created_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.round] }),
    index('checkpoints_by_digest').on(table.digest),
    index('checkpoints_that_stay')
      .on(table.runId)
      .where(sql`${table.pinned} or ${table.current} or ${table.round} = 0`),
    uniqueIndex('current_checkpoint').on(table.runId).where(sql`${table.current}`),
  ],
);

/** Secrets that the coordinator makes once and keeps: the admin token, the signing key. */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});
