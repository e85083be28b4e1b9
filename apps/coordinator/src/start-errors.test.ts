import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { copyTemplate } from '../../../scripts/test/copy-template.ts';
import type { CoordinatorConfig } from './config.ts';
import { startCoordinator } from './server.ts';
import { openPglite } from './storage/pglite.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const start = async (changes: Partial<CoordinatorConfig>) =>
  startCoordinator({
    ...{ host: '127.0.0.1', port: 0, stateDir: await temporaryFolder() },
    ...{ offline: true, https: false, logLevel: 'silent', ...changes },
  });

it('a state folder that cannot be made is named', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(start({ stateDir: join(file, 'state') })).rejects.toThrow(
    /state folder .*file\/state cannot be written \(ENOTDIR\)/,
  );
});

it('a data folder that is missing is named', async () => {
  await expect(start({ dataDir: '/none/such' })).rejects.toThrow(
    /data folder \/none\/such does not exist/,
  );
});

it('a database out of reach is named without its password', async () => {
  // A port that was free a moment ago.
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const fault = await start({
    databaseUrl: `postgres://somebody:hidden@127.0.0.1:${port}/runs`,
  }).catch((error: Error) => error.message);
  expect(fault).toContain(`"runs" of somebody at 127.0.0.1:${port}`);
  expect(fault).toContain('Is the server running');
  expect(fault).not.toContain('hidden');
});

it('tables of a later release are left alone', async () => {
  const stateDir = await temporaryFolder();
  await copyTemplate(stateDir);
  const { db, close } = await openPglite(join(stateDir, 'database'));
  await db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
  );
  await close();
  await expect(start({ stateDir })).rejects.toThrow(/made by a later release/);
});
