import { join } from 'node:path';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

export interface Database {
  readonly db: PgDatabase<PgQueryResultHKT>;
  close(): Promise<void>;
}

export interface DatabasePlace {
  readonly stateDir: string;
  /** A PostgreSQL server. */
  readonly databaseUrl?: string | undefined;
}

/** A PostgreSQL server where a URL is given, otherwise PGlite in the state folder; migrated. */
export const openDatabase = async ({ stateDir, databaseUrl }: DatabasePlace): Promise<Database> => {
  // Only the driver that is needed: PGlite alone is a tenth of a second.
  if (databaseUrl === undefined) {
    const { openPglite } = await import('./pglite.ts');
    return openPglite(join(stateDir, 'database'));
  }
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(databaseUrl);
};
