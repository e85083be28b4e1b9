import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageContract } from '../testing/storage-contract.ts';
import { testDatabaseFor, testServerUrl } from '../testing/test-database.ts';
import { openDatabase } from './database.ts';
import { createSqlStorage } from './sql-storage.ts';

storageContract(testServerUrl === undefined ? 'PGlite' : 'PostgreSQL', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-storage-'));
  const databaseUrl = await testDatabaseFor(stateDir);
  return createSqlStorage(await openDatabase({ stateDir, databaseUrl }));
});
