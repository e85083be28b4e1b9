import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from './database.ts';
import { migrateIfNeeded } from './migrations.ts';

/** PostgreSQL inside this process, its files in a folder. */
export const openPglite = async (folder: string): Promise<Database> => {
  await mkdir(folder, { recursive: true });
  const client = await PGlite.create(folder);
  const db = drizzle(client);
  await migrateIfNeeded(db, (migrationsFolder) => migrate(db, { migrationsFolder }));
  return { db, close: () => client.close() };
};
