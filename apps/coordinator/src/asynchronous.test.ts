import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint, RoundPlan, RunDetail } from '@tributary/protocol';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  connectTestClient,
  deltaFor,
  download,
  offerOf,
  type TestClient,
} from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let stateDir: string;
let coordinator: TestCoordinator;
const clients: TestClient[] = [];

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tributary-asynchronous-'));
  coordinator = await startTestCoordinator({ stateDir });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => coordinator.destroy());

const connect = async (identity?: TestClient['identity']): Promise<TestClient> => {
  const { url, joinToken: token } = coordinator;
  const client = await connectTestClient({ url, token, ...(identity ? { identity } : {}) });
  clients.push(client);
  return client;
};

const startRun = async (rounds: number): Promise<{ runId: string; run: string }> => {
  const { summary } = await coordinator.createRun({
    rounds,
    cohort: { minClients: 3 },
    strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } },
  });
  const run = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${run}/start`);
  return { runId: summary.runId, run };
};

/** How far each round moved the model's first weight; all weights move alike. */
const movesOf = async (run: string, rounds: number): Promise<number[]> => {
  for (;;) {
    const checkpoints = await coordinator.admin<Checkpoint[]>('GET', `${run}/checkpoints`);
    if (checkpoints.length <= rounds) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const models = await Promise.all(
      checkpoints.map(({ digest }) => download(coordinator.url, digest)),
    );
    const weights = models.map(({ values }) => values[0] as number).reverse();
    return weights.slice(1).map((weight, index) => weight - (weights[index] as number));
  }
};

const expectMoves = (moves: readonly number[], wanted: readonly number[]) =>
  expect(moves.map((move) => move.toFixed(5))).toEqual(wanted.map((move) => move.toFixed(5)));

/** Both report on the plans that they have, and get the next ones. */
const reportBoth = async (
  pair: readonly TestClient[],
  plans: readonly RoundPlan[],
  step: number,
): Promise<RoundPlan[]> => {
  for (const [index, client] of pair.entries()) {
    const plan = plans[index] as RoundPlan;
    expect(await client.report(plan, step)).toMatchObject({ status: 'accepted' });
  }
  return Promise.all(pair.map((client) => client.nextPlan()));
};

it('goes on without a slow client, whose late update still counts', async () => {
  const pair = [await connect(), await connect()];
  const slow = await connect();
  const { runId, run } = await startRun(3);
  const late = await slow.nextPlan();
  let plans = await Promise.all(pair.map((client) => client.nextPlan()));
  // Both send the very same bytes, round after round.
  plans = await reportBoth(pair, plans, 0.5);
  plans = await reportBoth(pair, plans, 0.5);
  expect(plans.map(({ round }) => round)).toEqual([3, 3]);
  expect(late.round).toBe(1);

  expect(await slow.report(late, 1)).toMatchObject({ status: 'accepted' });
  // What was accepted is known, and there is no second one for the same plan.
  expect(await slow.report(late, 1)).toMatchObject({ status: 'accepted' });
  expect(await slow.report(late, 2)).toMatchObject({ code: 'duplicate-update' });
  const [first] = pair as [TestClient];
  await first.report(plans[0] as RoundPlan, 0.5);

  // Two rounds late: s(2) = 3^−½.
  expectMoves(await movesOf(run, 3), [0.5, 0.5, (0.5 + 3 ** -0.5) / 2]);
  const { summary } = await coordinator.admin<RunDetail>('GET', run);
  expect(summary).toMatchObject({ status: 'completed', round: 3 });
  expect(await pair[1]?.report(plans[1] as RoundPlan, 0.5)).toMatchObject({
    code: 'run-not-running',
  });
  while ((await readdir(join(stateDir, 'spool', runId))).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

it('the same bytes from several clients at once count for each of them', async () => {
  const all = [await connect(), await connect(), await connect()];
  const { run } = await startRun(2);
  const plans = await Promise.all(all.map((client) => client.nextPlan()));
  const answers = await Promise.all(
    all.map((client, index) => client.report(plans[index] as RoundPlan, 0.5)),
  );
  expect(answers).toMatchObject(Array(3).fill({ status: 'accepted' }));
  // Two of them made the first round; whichever gets the next plan first fills the second.
  const [client, plan] = await Promise.race(
    all.map(async (one) => [one, await one.nextPlan()] as const),
  );
  await client.report(plan, 0.5);
  expectMoves(await movesOf(run, 2), [0.5, (0.5 + 0.5 * 2 ** -0.5) / 2]);
});

it('an upload that began in one round ends in another', async () => {
  const pair = [await connect(), await connect()];
  const slow = await connect();
  const { run } = await startRun(2);
  const late = await slow.nextPlan();
  const plans = await Promise.all(pair.map((client) => client.nextPlan()));
  const frame = await deltaFor(coordinator.url, late, () => 1);
  const offer = offerOf(late, frame);
  expect(await slow.offer(offer)).toMatchObject({ status: 'send', offset: 0 });
  await slow.sendChunk(offer, frame.subarray(0, 10_000), 0);
  const [next] = await reportBoth(pair, plans, 0.5);
  // Its first bytes have not been forgotten.
  expect(await slow.offer(offer)).toMatchObject({ status: 'send', offset: 10_000 });
  expect(await slow.upload(late, frame)).toMatchObject({ status: 'accepted' });
  await pair[0]?.report(next as RoundPlan, 0.5);
  expectMoves(await movesOf(run, 2), [0.5, (0.5 + 2 ** -0.5) / 2]);
});

it('a restart keeps the buffer, and everybody goes on with the plan that they had', async () => {
  const pair = [await connect(), await connect()];
  const slow = await connect();
  const { run } = await startRun(2);
  const late = await slow.nextPlan();
  let plans = await Promise.all(pair.map((client) => client.nextPlan()));
  plans = await reportBoth(pair, plans, 0.5);
  await pair[0]?.report(plans[0] as RoundPlan, 0.25);
  coordinator = await coordinator.restart();
  const again = await connect(slow.identity);
  const told = await again.nextPlan();
  expect(told).toMatchObject({ round: 1, checkpoint: late.checkpoint, seed: late.seed });
  await again.report(told, 1);
  expectMoves(await movesOf(run, 2), [0.5, (0.25 + 2 ** -0.5) / 2]);
});
