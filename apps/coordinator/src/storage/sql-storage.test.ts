import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { storageContract } from '../testing/storage-contract.ts';
import { testDatabaseFor, testServerUrl } from '../testing/test-database.ts';
import { openDatabase } from './database.ts';
import { createSqlStorage } from './sql-storage.ts';

const stateDir = await mkdtemp(join(tmpdir(), 'tributary-storage-'));
afterAll(() => rm(stateDir, { recursive: true, force: true }));

storageContract(testServerUrl === undefined ? 'PGlite' : 'PostgreSQL', async () => {
  const databaseUrl = await testDatabaseFor(stateDir);
  return createSqlStorage(await openDatabase({ stateDir, databaseUrl }));
});
