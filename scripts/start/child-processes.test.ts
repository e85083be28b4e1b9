import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from './child-processes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-children-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const program = async (name: string, text: string) => {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, text);
  return path;
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const LIVES_ON = "setInterval(() => {}, 1000); process.send('up');";

describe('A child process', () => {
  it('ends when asked to, without that being a failure', async () => {
    const child = startChild('The test', await program('obedient', LIVES_ON), []);
    await once(child.process, 'message');
    await child.end();
    expect(child.process.signalCode).toBe('SIGTERM');
    await expect(Promise.race([child.failed, Promise.resolve('fine')])).resolves.toBe('fine');
  });

  it('fails with its own last words when it ends by itself', async () => {
    const entry = await program('failing', "console.error('No such table.'); process.exit(3);");
    await expect(startChild('The test', entry, []).failed).rejects.toThrow(
      'The test ended with code 3.\nNo such table.',
    );
  });

  it('that could not be started fails, and leaves nothing to wait for', async () => {
    const { execPath } = process;
    process.execPath = join(folder, 'no-such-program');
    try {
      const child = startChild('The test', 'never.mjs', []);
      expect(child.process.pid).toBeUndefined();
      await child.end();
      await expect(child.failed).rejects.toThrow('ENOENT');
    } finally {
      process.execPath = execPath;
    }
  });

  it('does not outlive its parent, even one that is killed', async () => {
    const entry = await program('orphan', LIVES_ON);
    const parent = await program(
      'parent',
      `import { startChild } from ${JSON.stringify(new URL('child-processes.ts', import.meta.url).href)};
       const child = startChild('The orphan', ${JSON.stringify(entry)}, []);
       child.process.once('message', () => process.send(child.process.pid));
       setInterval(() => {}, 1000);`,
    );
    const child = startChild('The parent', parent, []);
    const [pid] = (await once(child.process, 'message')) as [number];
    expect(isAlive(pid)).toBe(true);
    child.process.kill('SIGKILL');
    await expect(child.failed).rejects.toThrow('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});
