import type { LoggedEvent } from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Disturbance, disturbThreads } from './testing/disturb-threads.ts';
import { connectTestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { authFor, makeIdentity, type TestIdentity } from './testing/test-identity.ts';

let threads: Disturbance;
let coordinator: TestCoordinator;
let dashboard: Socket;

beforeAll(async () => {
  threads = disturbThreads();
  coordinator = await startTestCoordinator();
  const { url, adminToken: token } = coordinator;
  dashboard = io(`${url}/admin`, { transports: ['websocket'], auth: { token } });
});
afterEach(() => threads.kill(null));
afterAll(async () => {
  dashboard.close();
  await coordinator.destroy();
  threads.stop();
});

/** The next thing that a log is told of this client is not written: the database dies. Resolves when it has. */
const failNextWriteOf = async ({ clientId }: TestIdentity): Promise<void> => {
  const before = threads.deaths;
  threads.kill(
    (task) =>
      threads.deaths === before &&
      'store' in task &&
      task.method === 'appendEvents' &&
      JSON.stringify(task.args).includes(clientId),
  );
  while (threads.deaths === before) await pause();
};

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A run that is waiting for more clients than there will be. */
const waitingRun = async (): Promise<string> => {
  const { summary } = await coordinator.createRun({ cohort: { minClients: 99 } });
  await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
  return summary.runId;
};

const connect = (identity: TestIdentity) => {
  const { url, joinToken: token } = coordinator;
  return connectTestClient({ url, token, identity });
};

/** Who came to the run and who left it, as its log has them. */
const presenceOf = async (runId: string): Promise<{ joined: string[]; left: string[] }> => {
  const answer = await dashboard.emitWithAck('watchRun', { runId, afterSeq: 0 });
  // The database may be about to die.
  const log: LoggedEvent[] = answer.ok ? answer.events : [];
  const changes = log.flatMap(({ event }) => (event.type === 'presenceChanged' ? event : []));
  return {
    joined: changes.flatMap(({ joined }) => Object.keys(joined)),
    left: changes.flatMap(({ left }) => Object.keys(left)),
  };
};

it('a departure that could not be written is written later, unless its client is back', async () => {
  const runId = await waitingRun();
  const [returning, leaving] = [makeIdentity(), makeIdentity()];
  const before = await connect(returning);
  const other = await connect(leaving);
  const failed = failNextWriteOf(returning);
  before.close();
  await failed;
  const again = await connect(returning);
  const alsoFailed = failNextWriteOf(leaving);
  other.close();
  await alsoFailed;
  // The first failure is tried again before the second.
  let { left } = await presenceOf(runId);
  while (!left.includes(leaving.clientId)) {
    await pause();
    left = (await presenceOf(runId)).left;
  }
  expect(left).toEqual([leaving.clientId]);
  again.close();
});

it('who could not be enrolled everywhere is enrolled when it says so again', async () => {
  const runId = await waitingRun();
  const { url, joinToken: token } = coordinator;
  const identity = makeIdentity();
  const socket: Socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: authFor(() => socket, { token, identity }),
  });
  const device = { kind: 'node', name: 'test client', backend: 'cpu', backendReason: 'a test' };
  const failed = failNextWriteOf(identity);
  const [refused] = await Promise.all([socket.emitWithAck('enrol', { device }), failed]);
  expect(refused).toMatchObject({ ok: false, code: 'internal-error' });
  expect(await socket.emitWithAck('enrol', { device })).toMatchObject({ ok: true });
  expect((await presenceOf(runId)).joined).toContain(identity.clientId);
  socket.close();
});
