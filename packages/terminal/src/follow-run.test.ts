import { type ApiClient, ApiError, createApiClient } from '@tributary/api-client';
import { type RunningProgram, startCoordinatorProgram } from '@tributary/api-client/testing';
import type { RunAction, RunDetail } from '@tributary/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followRun } from './follow-run.ts';
import type { Terminal } from './terminal.ts';

let coordinator: RunningProgram;
let api: ApiClient;
beforeAll(async () => {
  coordinator = await startCoordinatorProgram();
  api = createApiClient(coordinator);
}, 120_000);
afterAll(() => coordinator.end());

const createRun = (): Promise<RunDetail> =>
  api.post('/api/runs', {
    body: {
      name: 'Followed',
      task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
      partition: { partitioner: 'NaturalIdPartitioner' },
    },
  });

/** Keeps what is printed. */
const record = () => {
  const printed: string[] = [];
  const terminal: Terminal = { print: (text) => void printed.push(text), show: () => {} };
  return {
    terminal,
    count: (text: string) => printed.filter((line) => line.includes(text)).length,
  };
};

it('waits while a run is paused, says so once each time, and ends when it is stopped', async () => {
  const run = await createRun();
  const { runId } = run.summary;
  const act = (action: RunAction) =>
    api.post('/api/runs/{runId}/{action}', { params: { path: { runId, action } } });
  const { terminal, count } = record();
  await act('start');
  const followed = followRun(coordinator, run, { terminal, unattended: true });
  const refused = expect(followed).rejects.toThrow('An admin stopped the run');
  await act('pause');
  await expect.poll(() => count('An admin paused'), { timeout: 25_000 }).toBe(1);
  await act('resume');
  await act('pause');
  await expect.poll(() => count('An admin paused'), { timeout: 25_000 }).toBe(2);
  await act('stop');
  await refused;
  expect(count('An admin paused')).toBe(2);
});

it('fails when the coordinator does not know the run, or not the token', async () => {
  const run = await createRun();
  const how = { terminal: record().terminal, unattended: true };
  const runId = run.summary.runId.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'));
  const unknown = { ...run, summary: { ...run.summary, runId } };
  const followed = followRun(coordinator, unknown as RunDetail, how);
  await expect(followed).rejects.toThrow(ApiError);
  await expect(followed).rejects.toThrow('There is no such run.');
  const stranger = followRun({ ...coordinator, token: 'wrong' }, run, how);
  await expect(stranger).rejects.toThrow('Sign in');
});
