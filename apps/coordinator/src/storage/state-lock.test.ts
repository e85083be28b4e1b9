import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFolders } from './check-folders.ts';
import { processStart } from './process-start.ts';
import { lockState } from './state-lock.ts';

let folder: string;
const lock = () => join(folder, 'coordinator.pid');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a lock is given back', async () => {
  const unlock = await lockState(folder);
  expect(await readFile(lock(), 'utf8')).toContain(String(process.pid));
  await unlock();
  await expect(stat(lock())).rejects.toThrow(/ENOENT/);
});

it('a running process keeps its lock', async () => {
  await writeFile(lock(), `${process.ppid}\n${(await processStart(process.ppid)) ?? ''}\n`);
  await expect(lockState(folder)).rejects.toThrow(`process ${process.ppid}`);
});

// Where there is no /proc, the number is all that there is to go by.
it.skipIf((await processStart(process.ppid)) === null)(
  'a lock from before a reboot is taken over, though its number is another process by now',
  async () => {
    await writeFile(lock(), `${process.ppid}\n0b1e55ed-0000-4000-8000-000000000000 4242\n`);
    const unlock = await lockState(folder);
    await unlock();
  },
);

it('a new state folder is for its owner alone', async () => {
  const stateDir = join(folder, 'state');
  await checkFolders({ stateDir });
  expect((await stat(stateDir)).mode & 0o077).toBe(0);
});
