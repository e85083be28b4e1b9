import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoundPlan, RunDetail } from '@tributary/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Moment } from './reach.ts';
import { type Disturbance, disturbThreads } from './testing/disturb-threads.ts';
import { connectTestClient, deltaFor, offerOf, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

/** What a client has finished, or begun to send, in an attempt that came to nothing. */
let coordinator: TestCoordinator;
let client: TestClient;
let other: TestClient;
let run: string;
let spool: string;
let threads: Disturbance;

const connect = (identity?: TestClient['identity']) => {
  const { url, joinToken: token } = coordinator;
  return connectTestClient({ url, token, ...(identity && { identity }) });
};

/** Each test has a run of one round that needs the updates of both. */
beforeEach(async () => {
  threads = disturbThreads();
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-attempts-'));
  coordinator = await startTestCoordinator({ stateDir });
  [client, other] = [await connect(), await connect()];
  const { summary } = await coordinator.createRun({
    rounds: 1,
    reporting: { deadlineMs: 600_000, quorum: 1 },
  });
  run = `/api/runs/${summary.runId}`;
  spool = join(stateDir, 'spool', summary.runId);
  await coordinator.admin('POST', `${run}/start`);
});
afterEach(async () => {
  client.close();
  other.close();
  await coordinator.destroy();
  threads.stop();
});

const decline = async ({ runId, round }: RoundPlan): Promise<void> => {
  const message = { runId, round, reason: 'a test' };
  expect(await other.socket.emitWithAck('declineRound', message)).toEqual({ ok: true });
};

/** Resolves when the run is as it should be; the test's own time limit ends a vain wait. */
const until = async (wanted: Partial<RunDetail['summary']>): Promise<void> => {
  for (;;) {
    const { summary } = await coordinator.admin<RunDetail>('GET', run);
    const names = Object.keys(wanted) as (keyof typeof wanted)[];
    if (names.every((name) => summary[name] === wanted[name])) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Resolves when the coordinator next comes to this moment. */
const reached = (wanted: Moment): Promise<void> =>
  new Promise((resolve) => {
    const listen = (moment: unknown): void => {
      if (moment !== wanted) return;
      unsubscribe('tributary:moment', listen);
      resolve();
    };
    subscribe('tributary:moment', listen);
  });

const untilNothingIsLeft = async (): Promise<void> => {
  while ((await readdir(spool)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** Sends the first bytes of an update and goes away. */
const sendFirst = async (bytes: number) => {
  const plan = await client.nextPlan();
  const frame = await deltaFor(coordinator.url, plan, () => 0.5);
  const offer = offerOf(plan, frame);
  expect(await client.offer(offer)).toMatchObject({ status: 'send', offset: 0 });
  await client.sendChunk(offer, frame.subarray(0, bytes), 0);
  client.close();
  await until({ connectedClients: 1 });
  return { offer, frame };
};

/** In the next attempt goes on from this byte, and the round with it. */
const sendRest = async (
  { offer, frame }: Awaited<ReturnType<typeof sendFirst>>,
  from: number,
): Promise<void> => {
  expect(await client.nextPlan()).toMatchObject({ round: 1, attempt: 2 });
  expect(await client.offer(offer)).toMatchObject({ status: 'send', offset: from });
  const rest = frame.subarray(from);
  expect(await client.sendChunk(offer, rest, from)).toMatchObject({ status: 'accepted' });
  await other.report(await other.nextPlan(), 0.25);
  await until({ status: 'completed', round: 1 });
};

it('an update counts again in a run that is resumed and counts its attempts anew', async () => {
  let plan = await client.nextPlan();
  const frame = await deltaFor(coordinator.url, plan, () => 0.5);
  const attempts = [plan.attempt];
  for (;;) {
    expect(await client.upload(plan, frame)).toMatchObject({ status: 'accepted' });
    await decline(await other.nextPlan());
    const { summary } = await coordinator.admin<RunDetail>('GET', run);
    if (summary.status === 'paused') break;
    plan = await client.nextPlan();
    attempts.push(plan.attempt);
  }
  client.close();
  client = await connect(client.identity);
  await coordinator.admin('POST', `${run}/resume`);
  plan = await client.nextPlan();
  expect(attempts).toContain(plan.attempt);
  expect(await client.upload(plan, frame)).toMatchObject({ status: 'accepted' });
  expect(await other.report(await other.nextPlan(), 0.25)).toMatchObject({ status: 'accepted' });
  await until({ status: 'completed', round: 1 });
});

it('an upload goes on in the next attempt from the last acknowledged byte', async () => {
  const sent = await sendFirst(10_000);
  await decline(await other.nextPlan());
  client = await connect(client.identity);
  await sendRest(sent, 10_000);
  await untilNothingIsLeft();
});

it('an update that was judged too late for its attempt is asked for in the next', async () => {
  const plan = await client.nextPlan();
  const frame = await deltaFor(coordinator.url, plan, () => 0.5);
  const held = threads.hold((task) => 'type' in task && task.type === 'screen');
  client.upload(plan, frame).catch(() => undefined);
  const screening = await held;
  client.close();
  await until({ connectedClients: 1 });
  await decline(await other.nextPlan());
  client = await connect(client.identity);
  const again = await client.nextPlan();
  expect(again.attempt).toBe(2);
  const offered = reached('offer.answer');
  const answer = client.upload(again, frame);
  await offered;
  screening.letGo();
  expect(await answer).toMatchObject({ status: 'accepted' });
  await other.report(await other.nextPlan(), 0.25);
  await until({ status: 'completed', round: 1 });
});

it('an upload goes on in a run that was paused, also when the coordinator was away', async () => {
  const sent = await sendFirst(10_000);
  await coordinator.admin('POST', `${run}/pause`);
  await decline(await other.nextPlan());
  await until({ status: 'paused' });
  other.close();
  coordinator = await coordinator.restart();
  [client, other] = [await connect(client.identity), await connect(other.identity)];
  await coordinator.admin('POST', `${run}/resume`);
  await sendRest(sent, 10_000);
});

it('a run that is stopped keeps nothing that is half sent', async () => {
  await sendFirst(10_000);
  expect(await readdir(spool)).not.toEqual([]);
  await coordinator.admin('POST', `${run}/stop`);
  await untilNothingIsLeft();
});
