import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { findPostgres } from '../../../scripts/test/find-postgres.ts';
import { connectTestClient, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator } from './testing/test-coordinator.ts';
import { dropTestDatabase, testDatabaseFor, testServerUrl } from './testing/test-database.ts';

const folder = await mkdtemp(join(tmpdir(), 'tributary-backup-'));
const [state, copy, restored] = ['state', 'backup', 'restored'].map((name) => join(folder, name));
const paths = { state: `${state}`, copy: `${copy}`, restored: `${restored}` };

afterAll(async () => {
  for (const stateDir of [paths.state, paths.restored]) await dropTestDatabase(stateDir);
  await rm(folder, { recursive: true });
});

const PATH = `${findPostgres()}:${dirname(process.execPath)}:${process.env.PATH}`;

/** @param before a folder whose programs stand before those of the machine */
const run = (
  script: string,
  args: readonly string[],
  databaseUrl: string | undefined,
  before?: string,
) =>
  promisify(execFile)(`deploy/${script}`, args, {
    env: { PATH: before === undefined ? PATH : `${before}:${PATH}`, DATABASE_URL: databaseUrl },
  });

/** A folder with a program that does something more, or something else. */
const wrap = async (program: string, script: string): Promise<string> => {
  const before = await mkdtemp(join(folder, 'programs-'));
  const path = join(before, program);
  await writeFile(path, `#!/bin/sh\nPATH='${PATH}'\n${script}\n`);
  await chmod(path, 0o755);
  return before;
};

/** The backup has only the token's hash. */
const adminToken = 'the-admin-of-both';

const digestsOf = (list: readonly Checkpoint[]) => list.map(({ digest }) => digest);

// It needs a database that others can read while the coordinator has it open.
describe.skipIf(testServerUrl === undefined)('a backup that is made while a run goes on', () => {
  it('is a run that goes on elsewhere, with every checkpoint whole', async () => {
    const original = await startTestCoordinator({ stateDir: paths.state, adminToken });
    const { url, joinToken: token } = original;
    const [a, b] = [
      await connectTestClient({ url, token }),
      await connectTestClient({ url, token }),
    ];
    const { summary } = await original.createRun({ rounds: 2 });
    const path = `/api/runs/${summary.runId}`;
    await original.admin('POST', `${path}/start`);
    await Promise.all([a, b].map(async (client) => client.report(await client.nextPlan(), 0.5)));
    // One of two updates of the second round is there.
    await a.report(await a.nextPlan(), 0.25);
    const seen = join(folder, 'arguments');
    const watched = await wrap('pg_dump', `echo "$@" >'${seen}'; exec pg_dump "$@"`);
    const source = await testDatabaseFor(paths.state);
    await run('backup.sh', [paths.state, paths.copy], source, watched);
    const { password, pathname } = new URL(`${source}`);
    expect(password).not.toBe('');
    expect(await readFile(seen, 'utf8')).not.toContain(password);
    expect(await readFile(seen, 'utf8')).toContain(pathname);
    await expectFaultsNamed(source);
    const before = await original.admin<Checkpoint[]>('GET', `${path}/checkpoints`);
    for (const client of [a, b]) client.close();
    await original.destroy();

    const databaseUrl = await testDatabaseFor(paths.restored);
    await run('restore.sh', [paths.copy, paths.restored], databaseUrl);
    const second = await startTestCoordinator({ stateDir: paths.restored, adminToken });
    try {
      expect(await ownerOf(paths.restored)).toBe(await ownerOf(paths.copy));
      const after = await second.admin<Checkpoint[]>('GET', `${path}/checkpoints`);
      expect(digestsOf(after)).toEqual(digestsOf(before));
      for (const digest of digestsOf(after)) await expectWhole(second.url, digest);
      const again = await Promise.all(
        [a, b].map(({ identity }) =>
          connectTestClient({ url: second.url, token: second.joinToken, identity }),
        ),
      );
      // The first one's update is kept: only the other is asked for its part.
      await lastOf(again).report(await lastOf(again).nextPlan(), 0.25);
      await expect
        .poll(async () => (await second.admin<RunDetail>('GET', path)).summary.status, {
          ...{ timeout: 50_000, interval: 200 },
        })
        .toBe('completed');
      for (const client of again) client.close();
    } finally {
      await second.destroy();
    }
  }, 180_000);

  it('is refused when a checkpoint is damaged, and overwrites nothing', async () => {
    const groups = await readdir(join(paths.copy, 'checkpoints'));
    const group = groups.find((each) => each.length === 2) ?? '';
    const [name = ''] = await readdir(join(paths.copy, 'checkpoints', group));
    await writeFile(join(paths.copy, 'checkpoints', group, name), 'something else');
    const elsewhere = join(folder, 'elsewhere');
    const databaseUrl = await testDatabaseFor(elsewhere);
    await expect(run('restore.sh', [paths.copy, elsewhere], databaseUrl)).rejects.toThrow(
      /The backup is damaged/,
    );
    await expect(run('restore.sh', [paths.copy, folder], databaseUrl)).rejects.toThrow(
      /is not empty/,
    );
    await expect(run('backup.sh', [paths.state, paths.copy], databaseUrl)).rejects.toThrow(
      /exists already/,
    );
    await dropTestDatabase(elsewhere);
  });
});

/** What goes wrong while the folder is copied. */
const expectFaultsNamed = async (databaseUrl: string | undefined): Promise<void> => {
  const part = join(folder, 'part');
  const backup = (before: string) => run('backup.sh', [paths.state, part], databaseUrl, before);
  const full = await wrap('cp', 'echo "cp: No space left on device" >&2; exit 1');
  await expect(backup(full)).rejects.toThrow(/No space left on device/);
  // As if the rounds after the dump had pushed its newest model out.
  const aside = join(folder, 'aside');
  await mkdir(aside);
  const blobs = join(paths.state, 'checkpoints');
  const forgetful = await wrap('pg_dump', `pg_dump "$@"; mv '${blobs}'/?? '${aside}' || true`);
  await expect(backup(forgetful)).rejects.toThrow(/newest model of a run, is not in/);
  await cp(aside, blobs, { recursive: true });
  expect(await readdir(folder)).not.toContain('part');
};

const ownerOf = (stateDir: string) => readFile(join(stateDir, 'checkpoints/owner'), 'utf8');

describe.skipIf(testServerUrl !== undefined)('a copy of a stopped state folder', () => {
  it('is a run that goes on elsewhere', async () => {
    const original = await startTestCoordinator({ stateDir: paths.state, adminToken });
    const { url, joinToken: token } = original;
    const a = await connectTestClient({ url, token });
    const { summary } = await original.createRun({ cohort: { minClients: 1 } });
    const path = `/api/runs/${summary.runId}`;
    await original.admin('POST', `${path}/start`);
    await a.report(await a.nextPlan(), 0.5);
    expect(await a.nextPlan()).toMatchObject({ round: 2 });
    a.close();
    await original.close();
    await cp(paths.state, paths.restored, { recursive: true });

    const second = await startTestCoordinator({ stateDir: paths.restored, adminToken });
    try {
      const { identity } = a;
      const again = await connectTestClient({ url: second.url, token, identity });
      await again.report(await again.nextPlan(), 0.25);
      await expect
        .poll(async () => (await second.admin<RunDetail>('GET', path)).summary.status, {
          ...{ timeout: 50_000, interval: 200 },
        })
        .toBe('completed');
      again.close();
    } finally {
      await second.destroy();
    }
  }, 120_000);
});

const lastOf = (clients: readonly TestClient[]): TestClient => {
  const client = clients.at(-1);
  if (client === undefined) throw new Error('Nobody is connected.');
  return client;
};

const expectWhole = async (url: string, digest: string): Promise<void> => {
  const bytes = new Uint8Array(
    await (await fetch(`${url}/api/checkpoints/${digest}`)).arrayBuffer(),
  );
  expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).toBe(digest);
};
