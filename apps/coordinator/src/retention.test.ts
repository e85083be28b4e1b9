import { mkdtemp, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { afterEach, expect, it } from 'vitest';
import { openBlobStore } from './storage/blob-store.ts';
import { connectTestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

const patient = { timeout: 30_000 };
let coordinator: TestCoordinator;
afterEach(() => coordinator.destroy());

/** Runs four rounds of which only the last one's model is to be kept. */
const runFour = async (): Promise<string> => {
  const client = await connectTestClient({
    url: coordinator.url,
    token: coordinator.joinToken,
  });
  const { summary } = await coordinator.createRun({
    rounds: 4,
    cohort: { minClients: 1 },
    retention: { lastCheckpoints: 1, keepBest: false },
  });
  const run = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${run}/start`);
  for (const step of [1, 2, 3, 4]) await client.report(await client.nextPlan(), step / 8);
  await expect
    .poll(async () => (await coordinator.admin<RunDetail>('GET', run)).summary.status, patient)
    .toBe('completed');
  client.close();
  return run;
};

const listOf = (run: string) => coordinator.admin<Checkpoint[]>('GET', `${run}/checkpoints`);
const roundsWhere = async (run: string, field: 'kept' | 'pinned'): Promise<number[]> =>
  (await listOf(run)).filter((checkpoint) => checkpoint[field]).map(({ round }) => round);

it('a run keeps its first, its newest and its pinned checkpoints, and the entries of all', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-retention-'));
  coordinator = await startTestCoordinator({ stateDir });
  const run = await runFour();
  // They are young: somebody may be downloading them.
  expect(await roundsWhere(run, 'kept')).toEqual([4, 3, 2, 1, 0]);
  const pin = (method: string, round: number) =>
    coordinator.admin<Checkpoint>(method, `${run}/checkpoints/${round}/pin`);
  expect(await pin('POST', 2)).toMatchObject({ round: 2, pinned: true, kept: true });
  await pin('POST', 2);
  await expect(pin('POST', 9)).rejects.toThrow('not-found');

  await coordinator.close();
  const blobs = openBlobStore(join(stateDir, 'checkpoints'));
  for (const digest of await blobs.list()) await utimes(blobs.pathOf(digest), 0, 0);
  coordinator = await startTestCoordinator({ stateDir });
  await expect.poll(() => roundsWhere(run, 'kept'), patient).toEqual([4, 2, 0]);
  expect(await roundsWhere(run, 'pinned')).toEqual([2]);
  const [, third] = await listOf(run);
  expect(third).toMatchObject({ round: 3, kept: false, bytes: 0 });
  const gone = await fetch(`${coordinator.url}/api/checkpoints/${third?.digest}`);
  expect(gone.status).toBe(404);
  await expect(pin('POST', 3)).rejects.toThrow('the checkpoint of round 3 is no longer kept');

  expect(await pin('DELETE', 2)).toMatchObject({ round: 2, pinned: false });
  await expect.poll(() => roundsWhere(run, 'kept'), patient).toEqual([4, 0]);
}, 120_000);
