import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Database } from './database.ts';
import { checkpoints, runEvents, runs, settings, updates } from './schema.ts';
import type { Storage } from './storage.ts';

/** The storage port over PGlite or PostgreSQL. */
export const createSqlStorage = ({ db, close }: Database): Storage => ({
  createRun: async (run) => {
    await db.insert(runs).values(run);
  },
  listRuns: () => db.select().from(runs).orderBy(asc(runs.createdAt), asc(runs.runId)),
  appendEvent: (runId, { seq, at, event }, committed) =>
    db.transaction(async (transaction) => {
      await transaction.insert(runEvents).values({ runId, seq, at, event });
      if (event.type === 'updateReceived') {
        const { round, attempt, clientId, digest } = event;
        await transaction
          .insert(updates)
          .values({ runId, round, attempt, clientId, digest, receivedAt: at });
      }
      if (committed !== undefined) await transaction.insert(checkpoints).values(committed);
    }),
  listEvents: (runId, afterSeq) =>
    db
      .select({ seq: runEvents.seq, at: runEvents.at, event: runEvents.event })
      .from(runEvents)
      .where(and(eq(runEvents.runId, runId), gt(runEvents.seq, afterSeq)))
      .orderBy(asc(runEvents.seq)),
  saveCheckpoint: async (checkpoint) => {
    await db.insert(checkpoints).values(checkpoint).onConflictDoNothing();
  },
  listCheckpoints: (runId) =>
    db
      .select()
      .from(checkpoints)
      .where(eq(checkpoints.runId, runId))
      .orderBy(desc(checkpoints.round)),
  setting: async (name, offered) => {
    await db.insert(settings).values({ name, value: offered }).onConflictDoNothing();
    const [kept] = await db.select().from(settings).where(eq(settings.name, name));
    return kept?.value ?? offered;
  },
  close,
});
