import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Disturbance, disturbThreads } from './testing/disturb-threads.ts';
import { connectTestClient, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let threads: Disturbance;
let coordinator: TestCoordinator;
let pair: TestClient[];

beforeAll(async () => {
  threads = disturbThreads();
  coordinator = await startTestCoordinator();
  const { url, joinToken: token } = coordinator;
  pair = await Promise.all([1, 2].map(() => connectTestClient({ url, token })));
});
afterEach(() => threads.kill(null));
afterAll(async () => {
  for (const client of pair) client.close();
  await coordinator.destroy();
  threads.stop();
});

/** Both report to the only round; brings the run as it is when it has ended. */
const runOnce = async (): Promise<{ summary: RunDetail['summary']; run: string }> => {
  const { summary } = await coordinator.createRun({ rounds: 1 });
  const run = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${run}/start`);
  await Promise.all(
    pair.map(async (client, index) => client.report(await client.nextPlan(), 0.5 / (index + 1))),
  );
  for (;;) {
    const { summary } = await coordinator.admin<RunDetail>('GET', run);
    if (summary.status !== 'running') return { summary, run };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const modelsOf = async (run: string): Promise<string[]> =>
  (await coordinator.admin<Checkpoint[]>('GET', `${run}/checkpoints`)).map(({ digest }) => digest);

it('a fold whose thread dies is done again by another one, and the model is the same', async () => {
  const undisturbed = await runOnce();
  const before = threads.deaths;
  threads.kill((task) => 'type' in task && task.type === 'aggregate' && threads.deaths === before);
  const disturbed = await runOnce();
  expect(threads.deaths).toBe(before + 1);
  expect(disturbed.summary).toMatchObject({ status: 'completed', round: 1 });
  expect(await modelsOf(disturbed.run)).toEqual(await modelsOf(undisturbed.run));
});

it('a fold that kills every thread fails its run, which says why, and no other', async () => {
  threads.kill((task) => 'type' in task && task.type === 'aggregate');
  const { summary } = await runOnce();
  expect(summary).toMatchObject({ status: 'failed', round: 0 });
  expect(summary.statusReason).toMatch(/Round 1 could not be aggregated: .*folding thread died/);
  threads.kill(null);
  expect((await runOnce()).summary).toMatchObject({ status: 'completed' });
});
