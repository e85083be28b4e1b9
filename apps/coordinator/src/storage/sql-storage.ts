import type { RunId } from '@tributary/protocol';
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { reach } from '../reach.ts';
import type { Database } from './database.ts';
import { checkpoints, runEvents, runs, settings, updates } from './schema.ts';
import type { LogEntry, Storage } from './storage.ts';

/** The storage port over PGlite or PostgreSQL. */
export const createSqlStorage = ({ db, close }: Database): Storage => ({
  createRun: async (run) => {
    await db.insert(runs).values(run);
  },
  listRuns: () => db.select().from(runs).orderBy(asc(runs.createdAt), asc(runs.runId)),
  appendEvents: (runId, entries) =>
    db.transaction(async (transaction) => {
      const events = entries.map(({ logged: { seq, at, event } }) => ({ runId, seq, at, event }));
      await transaction.insert(runEvents).values(events);
      reach('log.inserted');
      let counted: (typeof updates.$inferInsert)[] = [];
      const count = async () => {
        if (counted.length > 0) await transaction.insert(updates).values(counted);
        counted = [];
      };
      for (const entry of entries) {
        counted.push(...updateRow(runId, entry));
        const freed = freedRows(entry);
        if (freed === undefined) continue;
        // In the order of the log: what was counted before is freed, and what comes after counts.
        await count();
        await transaction.delete(updates).where(and(eq(updates.runId, runId), freed));
      }
      await count();
      const committed = entries.flatMap((entry) => entry.committed ?? []);
      if (committed.length > 0) await transaction.insert(checkpoints).values(committed);
    }),
  listEvents: (runId, afterSeq, limit) => {
    const events = eventsIn(db, runId, afterSeq);
    return limit === undefined ? events : events.limit(limit);
  },
  saveCheckpoint: async (checkpoint) => {
    await db.insert(checkpoints).values(checkpoint).onConflictDoNothing();
  },
  listCheckpoints: (runId) => checkpointsIn(db, runId),
  // Without a parameter, so that the index which says the same is found.
  listStayingCheckpoints: () =>
    db
      .select()
      .from(checkpoints)
      .where(sql`${checkpoints.pinned} or ${checkpoints.current} or ${checkpoints.round} = 0`)
      .orderBy(asc(checkpoints.runId), asc(checkpoints.round)),
  pinCheckpoint: async (runId, round, pinned) => {
    const rows = await db
      .update(checkpoints)
      .set({ pinned })
      .where(and(eq(checkpoints.runId, runId), eq(checkpoints.round, round)))
      .returning({ round: checkpoints.round });
    return rows.length > 0;
  },
  promoteCheckpoint: (runId, round) =>
    db.transaction(async (transaction) => {
      const ofRun = eq(checkpoints.runId, runId);
      const chosen = round === null ? undefined : and(ofRun, eq(checkpoints.round, round));
      // Locked, so that two who promote at once do so one after the other.
      const rows = await transaction.select().from(checkpoints).where(ofRun).for('update');
      if (round !== null && rows.every((row) => row.round !== round)) return false;
      await transaction.update(checkpoints).set({ current: false }).where(ofRun);
      if (chosen) await transaction.update(checkpoints).set({ current: true }).where(chosen);
      return true;
    }),
  readRecords: (runId) =>
    db.transaction(
      async (transaction) => ({
        events: await eventsIn(transaction, runId, 0),
        checkpoints: await checkpointsIn(transaction, runId),
        updates: await updatesIn(transaction, runId),
      }),
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    ),
  setting: async (name, offered) => {
    await db.insert(settings).values({ name, value: offered }).onConflictDoNothing();
    const [kept] = await db.select().from(settings).where(eq(settings.name, name));
    return kept?.value ?? offered;
  },
  probe: async () => {
    await db.execute(sql`select 1`);
  },
  close,
});

type Db = Database['db'];

const eventsIn = (db: Db, runId: RunId, afterSeq: number) =>
  db
    .select({ seq: runEvents.seq, at: runEvents.at, event: runEvents.event })
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), gt(runEvents.seq, afterSeq)))
    .orderBy(asc(runEvents.seq));

const checkpointsIn = (db: Db, runId: RunId) =>
  db
    .select()
    .from(checkpoints)
    .where(eq(checkpoints.runId, runId))
    .orderBy(desc(checkpoints.round));

const updatesIn = (db: Db, runId: RunId) => {
  const { round, attempt, clientId, digest } = updates;
  return db
    .select({ round, attempt, clientId, digest })
    .from(updates)
    .where(eq(updates.runId, runId))
    .orderBy(asc(round), asc(attempt), asc(clientId));
};

/** The unique row of an update that counts. */
const updateRow = (
  runId: RunId,
  { logged: { at, event } }: LogEntry,
): (typeof updates.$inferInsert)[] => {
  if (event.type !== 'updateReceived') return [];
  const { round, attempt, clientId, digest } = event;
  return [{ runId, round, attempt, clientId, digest, receivedAt: at }];
};

/** Which rows of the run an entry frees; none of most. */
const freedRows = ({ logged: { event }, abandoned }: LogEntry) => {
  if (event.type === 'updateLost') {
    return and(eq(updates.round, event.round), eq(updates.clientId, event.clientId));
  }
  return (
    abandoned && and(eq(updates.round, abandoned.round), eq(updates.attempt, abandoned.attempt))
  );
};
