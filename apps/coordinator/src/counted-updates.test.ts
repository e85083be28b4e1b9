import type { RoundPlan, RunDetail, UpdateCounted } from '@tributary/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTestClient, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;
const clients: TestClient[] = [];

beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await coordinator.destroy();
});

const connect = async (identity?: TestClient['identity']) => {
  const { url, joinToken: token } = coordinator;
  const client = await connectTestClient({ url, token, ...(identity && { identity }) });
  clients.push(client);
  return client;
};

/** What a client is told until it has been told so much, or somebody else has. */
const heardBy = ({ socket }: TestClient): UpdateCounted[] => {
  const heard: UpdateCounted[] = [];
  socket.on('updateCounted', (message) => heard.push(message));
  return heard;
};

it('SPEC 2.13: whose update counted is told in which model, and nobody else', async () => {
  const [one, two] = [await connect(), await connect()];
  const { summary } = await coordinator.createRun({
    rounds: 1,
    cohort: { minClients: 2 },
    reporting: { deadlineMs: 600_000, quorum: 0.5 },
  });
  const run = `/api/runs/${summary.runId}`;
  const [heard, byTheOther] = [heardBy(one), heardBy(two)];
  await coordinator.admin('POST', `${run}/start`);
  const plan: RoundPlan = await one.nextPlan();
  await two.nextPlan();
  const { runId, round } = plan;
  await two.socket.emitWithAck('declineRound', { runId, round, reason: 'a test' });
  await one.report(plan, 0.5);
  await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(1);
  const { checkpoint } = (await coordinator.admin<RunDetail>('GET', run)).summary;
  const counted = { runId, round: 1, model: { round: 1, checkpoint } };
  expect(heard).toEqual([counted]);
  expect(byTheOther).toEqual([]);

  // Whoever was away hears it when it comes back.
  one.close();
  const again = await connect(one.identity);
  const heardAgain = heardBy(again);
  await again.socket.emitWithAck('enrol', { device: { kind: 'node', name: 'x', backend: null } });
  await expect.poll(() => heardAgain.length).toBeGreaterThan(0);
  expect(heardAgain[0]).toEqual(counted);
});
