import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageContract } from '../testing/storage-contract.ts';
import { openDatabase } from './database.ts';
import { createSqlStorage } from './sql-storage.ts';

storageContract('PGlite', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-storage-'));
  return createSqlStorage(await openDatabase({ stateDir }));
});

// An empty database on a PostgreSQL server; CONTRIBUTING.md says how to name one.
const databaseUrl = process.env.TRIBUTARY_TEST_DATABASE_URL;
if (databaseUrl !== undefined) {
  storageContract('PostgreSQL', async () =>
    createSqlStorage(await openDatabase({ stateDir: tmpdir(), databaseUrl })),
  );
}
