import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Database } from './database.ts';
import { migrateIfNeeded } from './migrations.ts';
import { explainUnreachable } from './unreachable-database.ts';

/** How long a server that is just starting is waited for. */
const CONNECT_WAIT_S = 10;

/** @throws {Error} that says what to check when the server cannot be used */
export const openPostgres = async (url: string): Promise<Database> => {
  // Notices ("schema exists already") would go to the console past the logger.
  const client = postgres(url, { onnotice: () => undefined, connect_timeout: CONNECT_WAIT_S });
  try {
    await client`select 1`;
  } catch (error) {
    await client.end({ timeout: 1 });
    throw explainUnreachable(url, error);
  }
  const db = drizzle(client);
  try {
    await migrateIfNeeded(db, (migrationsFolder) => migrate(db, { migrationsFolder }));
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error;
  }
  return { db, close: () => client.end({ timeout: 5 }) };
};
