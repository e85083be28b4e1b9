import { mkdtemp, readdir, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { afterEach, expect, it } from 'vitest';
import { openBlobStore } from './storage/blob-store.ts';
import { spoolFolderOf } from './storage/spool.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { connectTestClient, deltaFor, offerOf, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;
const clients: TestClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await coordinator.destroy();
});

const connect = async (identity?: TestClient['identity']): Promise<TestClient> => {
  const { url, joinToken: token } = coordinator;
  const client = await connectTestClient({ url, token, ...(identity ? { identity } : {}) });
  clients.push(client);
  return client;
};

it('a restart continues the run from the last committed checkpoint, with the same clients', async () => {
  coordinator = await startTestCoordinator();
  const [a, b] = [await connect(), await connect()];
  const { summary } = await coordinator.createRun({
    rounds: 3,
    strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 0.5 } },
  });
  const run = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${run}/start`);
  await Promise.all([a, b].map(async (client) => client.report(await client.nextPlan(), 0.5)));
  const second = await a.nextPlan();
  const before = await coordinator.admin<Checkpoint[]>('GET', `${run}/checkpoints`);
  expect(before.map(({ round }) => round)).toEqual([1, 0]);
  // One of the two has reported to the open round when the coordinator goes away.
  const reported = await deltaFor(coordinator.url, second, () => 0.25);
  expect(await a.upload(second, reported)).toMatchObject({ status: 'accepted' });

  const { adminToken } = coordinator;
  coordinator = await coordinator.restart();
  expect(coordinator.adminToken).toBe(adminToken);
  const [again, other] = [await connect(a.identity), await connect(b.identity)];
  // What was acknowledged stays counted: only the other one is asked for its part.
  const resumed = await other.nextPlan();
  expect(resumed).toMatchObject({ round: 2, checkpoint: before[0]?.digest });
  expect(await again.upload(second, reported)).toMatchObject({ status: 'accepted' });
  await other.report(resumed, 0.25);
  await Promise.all(
    [again, other].map(async (client) => client.report(await client.nextPlan(), 0.125)),
  );

  const after = await waitForRound(run, 3);
  expect(after).toMatchObject({ status: 'completed', round: 3 });
  expect(await coordinator.admin<Checkpoint[]>('GET', `${run}/checkpoints`)).toHaveLength(4);
});

it('an accepted update that the disk lost is asked for again, and nobody trains for it', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-power-cut-'));
  coordinator = await startTestCoordinator({ stateDir });
  const [a, b] = [await connect(), await connect()];
  const { summary } = await coordinator.createRun({ rounds: 1 });
  const run = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${run}/start`);
  const plan = await a.nextPlan();
  const update = await deltaFor(coordinator.url, plan, () => 0.25);
  expect(await a.upload(plan, update)).toMatchObject({ status: 'accepted' });
  await coordinator.close();
  const { digest } = offerOf(plan, update);
  const spool = spoolFolderOf(
    join(stateDir, 'spool'),
    { runId: plan.runId, config: { strategy: { name: 'FedAvg', hyperparams: {} } } },
    plan,
  );
  await truncate(openBlobStore(spool).pathOf(digest), update.length - 1);

  coordinator = await startTestCoordinator({ stateDir });
  const [again, other] = [await connect(a.identity), await connect(b.identity)];
  const repeated = await again.nextPlan();
  const { remainingMs: _before, ...asked } = plan;
  expect(repeated).toMatchObject(asked);
  expect(await again.upload(repeated, update)).toMatchObject({ status: 'accepted' });
  await other.report(await other.nextPlan(), 0.25);
  expect(await waitForRound(run, 1)).toMatchObject({ status: 'completed' });
});

it('two coordinators do not share a state folder', async () => {
  coordinator = await startTestCoordinator();
  // The lock of this very process does not count, so pretend to be another one.
  const stateDir = await temporaryFolder();
  await writeFile(`${stateDir}/coordinator.pid`, String(process.ppid));
  await expect(startTestCoordinator({ stateDir })).rejects.toThrow(/in use by another coordinator/);
  expect(await readdir(stateDir)).not.toContain('admin-token');
});

const waitForRound = async (run: string, round: number): Promise<RunDetail['summary']> => {
  for (let tries = 0; tries < 300; tries++) {
    const { summary } = await coordinator.admin<RunDetail>('GET', run);
    if (summary.round === round) return summary;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Round ${round} was not committed.`);
};
