import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { places } from '../places.ts';
import type { Database } from './database.ts';

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })).min(1) });

/**
 * Brings the tables up to date; where they are, which is every start but the first, one question is all.
 * @throws {Error} when the tables were made by a later release
 */
export const migrateIfNeeded = async (
  db: Database['db'],
  migrate: (migrationsFolder: string) => Promise<void>,
): Promise<void> => {
  const journal = await readFile(join(places.migrations, 'meta', '_journal.json'), 'utf8');
  const { entries } = journalSchema.parse(JSON.parse(journal));
  const latest = Math.max(...entries.map(({ when }) => when));
  const applied = await lastApplied(db);
  if (applied > latest) {
    throw new Error(
      'The database was made by a later release of Tributary than this one. Start that release, or restore a backup from before the update.',
    );
  }
  if (applied < latest) await migrate(places.migrations);
};

/** Drizzle's own table; looked for first, since asking a missing one would be an error in the server's log. */
const TABLE = 'drizzle.__drizzle_migrations';

/** When the newest migration that the database has was written (Unix ms); 0 for an empty database. */
const lastApplied = async (db: Database['db']): Promise<number> => {
  const [found] = await rowsOf(db, sql`select to_regclass(${TABLE})::text as value`);
  if (found?.value == null) return 0;
  const [last] = await rowsOf(db, sql`select max(created_at) as value from ${sql.raw(TABLE)}`);
  return Number(last?.value ?? 0);
};

const rowsSchema = z.array(z.object({ value: z.union([z.string(), z.number()]).nullable() }));

/** The drivers hand rows out as a list or inside an object. */
const rowsOf = async (db: Database['db'], query: SQL) => {
  const result: unknown = await db.execute(query);
  const rows = Array.isArray(result) ? [...result] : (result as { rows: unknown }).rows;
  return rowsSchema.parse(rows);
};
