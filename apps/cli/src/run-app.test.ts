import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPILED } from '../../../scripts/build/programs.ts';
import { copyTemplate } from '../../../scripts/test/copy-template.ts';
import { runTributary, startTributary } from './testing/run-tributary.ts';

it.each([
  [['coordinator', '--port', 'x'], '--port is "x".'],
  [['client', '--count', '0'], 'at least 1'],
  [['client', '--token', 'abc'], 'Give --url'],
  [['replay'], 'Name one run'],
])('%j is wrong usage, and ends with 2', async (args, message) => {
  const { code, stderr } = await runTributary(args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

it.each([
  [['coordinator', '--port', 'x'], '--port is "x".'],
  [['client', '--count', '0'], 'at least 1'],
  [['client', '--token', 'abc'], 'Give --url'],
  [['replay'], 'Name one run'],
])('%j says in JSON what is wrong, where it is asked to', async (args, message) => {
  const { code, stdout, stderr } = await runTributary([...args, '--json']);
  expect(JSON.parse(stderr)).toEqual({
    error: { code: 'usage', message: expect.stringContaining(message) },
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

it('from its source, as people with a checkout start it, it starts the source of the other apps', async () => {
  const { [COMPILED]: _, ...env } = process.env;
  const bin = fileURLToPath(new URL('../bin/tributary.mjs', import.meta.url));
  const started = promisify(execFile)(process.execPath, [bin, 'replay'], { env });
  await expect(started).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Name one run'),
  });
});

/** Starts a coordinator and reads what it says first. */
const startCoordinator = async (stateDir: string, ...more: string[]) => {
  const options = ['--port', '0', '--state-dir', stateDir, '--offline', '--log-level', 'silent'];
  const started = startTributary(['coordinator', ...options, ...more]);
  const [chunk] = await once(started.child.stdout as Readable, 'data');
  return { ...started, said: String(chunk) };
};

const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

describe('tributary coordinator', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'));
    await copyTemplate(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('tells programs where it is, without a token, and ends well when it is stopped', async () => {
    const { child, said, ended } = await startCoordinator(folder, '--json');
    const { event, url, ...more } = JSON.parse(said);
    expect({ event, more }).toEqual({ event: 'ready', more: { adminTokenSource: 'file' } });
    expect(await answers(url)).toBe(true);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  it.each([['as people start it'], ['for programs', '--json']])(
    '%s: ends when its parent is gone, however it went',
    async (_, ...more) => {
      const { child, said } = await startCoordinator(folder, ...more);
      const url = said.match(/http:\/\/localhost:\d+/)?.[0] ?? '';
      expect(await answers(url)).toBe(true);
      child.kill('SIGKILL');
      await expect.poll(() => answers(url), { timeout: 20_000 }).toBe(false);
    },
  );
});
