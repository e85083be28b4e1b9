import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset, type ResolvedDigits } from '@tributary/model-zoo/node';
import { runIdSchema } from '@tributary/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAdminApi } from './admin-api.ts';
import { demoConfig, followRun } from './demo-run.ts';
import { parseStartOptions } from './options.ts';
import type { RunResult } from './run-result.ts';
import { startCoordinator } from './services.ts';
import { StartError } from './start-error.ts';
import type { Terminal } from './terminal.ts';
import { type CleanUp, type JobCoordinator, trainDemo } from './train-demo.ts';

let stateDir: string;
let coordinator: JobCoordinator;
let digits: ResolvedDigits;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tributary-start-'));
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
const createRun = () => api().createRun(demoConfig(digits, { clients: 1, rounds: 1_000 }));

describe('Following a run', () => {
  it('waits while it is paused, says so once each time, and ends when it is stopped', async () => {
    const run = await createRun();
    const act = (action: 'start' | 'pause' | 'resume' | 'stop') =>
      api().actOnRun(run.summary.runId, action);
    const { terminal, saw, count } = record();
    await act('start');
    const followed = followRun(coordinator.ready, run, { terminal, unattended: true });
    const refused = expect(followed).rejects.toThrow('stopped on the dashboard');
    await act('pause');
    await saw('paused on the dashboard');
    await act('resume');
    await act('pause');
    await expect.poll(() => count('paused on the dashboard')).toBe(2);
    await act('stop');
    await refused;
    expect(count('paused on the dashboard')).toBe(2);
  });

  it('fails when the coordinator does not know the run', async () => {
    const run = await createRun();
    const unknown = runIdSchema.parse(
      run.summary.runId.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')),
    );
    const followed = followRun(
      coordinator.ready,
      { ...run, summary: { ...run.summary, runId: unknown } },
      { terminal: record().terminal, unattended: true },
    );
    await expect(followed).rejects.toThrow(StartError);
    await expect(followed).rejects.toThrow('There is no such run.');
  });

  it('fails when the coordinator does not accept the token', async () => {
    const access = { ...coordinator.ready, adminToken: 'wrong' };
    const how = { terminal: record().terminal, unattended: true };
    await expect(followRun(access, await createRun(), how)).rejects.toThrow('Sign in');
  });
});

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
    await saw('The run was stopped on the dashboard');
    await saw('Still up');
    expect(ends).toEqual([null]);
  });

  it('fails with --exit', async () => {
    const { saw, done } = start(['--exit']);
    const failed = expect(done).rejects.toThrow('The run was stopped on the dashboard');
    await saw('Round    1/1000');
    await stopTheRun();
    await failed;
  });
});
