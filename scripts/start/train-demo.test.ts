import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset, type ResolvedDigits } from '@tributary/model-zoo/node';
import type { RunResult, Terminal } from '@tributary/terminal';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyTemplate } from '../test/copy-template.ts';
import { createAdminApi } from './admin-api.ts';
import { parseStartOptions } from './options.ts';
import { startCoordinator } from './services.ts';
import { type CleanUp, type JobCoordinator, trainDemo } from './train-demo.ts';

let stateDir: string;
let coordinator: JobCoordinator;
let digits: ResolvedDigits;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tributary-start-'));
  await copyTemplate(stateDir);
  const { child, ready } = startCoordinator({
    ...parseStartOptions(['--port', '0']),
    dataDir: undefined,
    stateDir,
    offline: true,
  });
  coordinator = { child, ready: await ready };
  const opened = await openDataset('synthetic-digits');
  digits = { name: 'synthetic-digits', task: 'synthetic-digits', opened, sentence: '' };
});
afterAll(async () => {
  await coordinator.child.end();
  await rm(stateDir, { recursive: true, force: true });
});

const cleanUp: CleanUp = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Keeps what is printed; `saw` resolves when it holds the text. */
const record = () => {
  const printed: string[] = [];
  const terminal: Terminal = { print: (text) => void printed.push(text), show: () => {} };
  const count = (text: string) => printed.filter((line) => line.includes(text)).length;
  const saw = (text: string) => expect.poll(() => count(text), { timeout: 25_000 }).toBe(1);
  return { terminal, saw, count };
};

const api = () => createAdminApi(coordinator.ready);
describe('The demo that is stopped on the dashboard', () => {
  const start = (args: readonly string[]) => {
    const { terminal, saw } = record();
    const ends: (RunResult | null)[] = [];
    const options = parseStartOptions(['--clients', '1', '--rounds', '1000', ...args]);
    const done = trainDemo(
      { options, terminal, cleanUp },
      { coordinator, digits, onEnd: (result) => void ends.push(result) },
    );
    return { saw, ends, done };
  };

  const stopTheRun = async () => {
    const { url, adminToken } = coordinator.ready;
    const headers = { authorization: `Bearer ${adminToken}` };
    const runs = (await (await fetch(`${url}/api/runs`, { headers })).json()) as {
      runId: string;
      status: string;
    }[];
    for (const { runId, status } of runs) {
      if (status === 'running') await api().actOnRun(runId, 'stop');
    }
  };

  it('stays up', async () => {
    const { saw, ends, done } = start([]);
    done.catch(() => {});
    await saw('Round    1/1000');
    await stopTheRun();
    await saw('An admin stopped the run');
    await saw('Still up');
    expect(ends).toEqual([null]);
  });

  it('fails with --exit', async () => {
    const { saw, done } = start(['--exit']);
    const failed = expect(done).rejects.toThrow('An admin stopped the run');
    await saw('Round    1/1000');
    await stopTheRun();
    await failed;
  });
});
