import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

export interface Database {
  readonly db: PgDatabase<PgQueryResultHKT>;
  close(): Promise<void>;
}

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** A PostgreSQL server where a URL is given, otherwise PGlite in the state folder; migrated. */
export const openDatabase = ({
  stateDir,
  databaseUrl,
}: {
  readonly stateDir: string;
  readonly databaseUrl?: string | undefined;
}): Promise<Database> =>
  databaseUrl === undefined ? openPglite(join(stateDir, 'database')) : openPostgres(databaseUrl);

const openPglite = async (folder: string): Promise<Database> => {
  await mkdir(folder, { recursive: true });
  const client = await PGlite.create(folder);
  const db = drizzlePglite(client);
  await migratePglite(db, { migrationsFolder });
  return { db, close: () => client.close() };
};

const openPostgres = async (url: string): Promise<Database> => {
  // Notices ("schema exists already") would go to the console past the logger.
  const client = postgres(url, { onnotice: () => undefined });
  const db = drizzlePostgres(client);
  await migratePostgres(db, { migrationsFolder });
  return { db, close: () => client.end({ timeout: 5 }) };
};
