import { request } from 'node:http';
import type { RunDetail } from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTestClient, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { authFor } from './testing/test-identity.ts';

let coordinator: TestCoordinator;

beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

/** A run that is waiting for more clients than there will be. */
const waitingRun = async (): Promise<string> => {
  const { summary } = await coordinator.createRun({ cohort: { minClients: 99 } });
  await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
  return summary.runId;
};

const connect = (identity?: TestClient['identity']) =>
  connectTestClient({
    url: coordinator.url,
    token: coordinator.joinToken,
    ...(identity === undefined ? {} : { identity }),
  });

/** Resolves when the run counts so many clients; the test's own time limit ends a vain wait. */
const clientsOf = async (runId: string, count: number): Promise<void> => {
  for (;;) {
    const { summary } = await coordinator.admin<RunDetail>('GET', `/api/runs/${runId}`);
    if (summary.connectedClients === count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a client that goes', () => {
  it('is gone from every run that it was in', async () => {
    const runs = [await waitingRun(), await waitingRun()];
    const client = await connect();
    for (const run of runs) await clientsOf(run, 1);
    client.close();
    for (const run of runs) await clientsOf(run, 0);
  });

  it('leaves no ghost when a newer session took its place and never enrolled', async () => {
    const run = await waitingRun();
    const client = await connect();
    await clientsOf(run, 1);
    const replaced = new Promise((resolve) => client.socket.on('refused', resolve));
    const { identity } = client;
    const newer: Socket = io(coordinator.url, {
      transports: ['websocket'],
      forceNew: true,
      auth: authFor(() => newer, { token: coordinator.joinToken, identity }),
    });
    await replaced;
    newer.close();
    await clientsOf(run, 0);
  });

  it('stays when it only reconnects', async () => {
    const run = await waitingRun();
    const client = await connect();
    const again = await connect(client.identity);
    await clientsOf(run, 1);
    again.close();
    await clientsOf(run, 0);
  });

  it('cannot speak for a run that its token does not open', async () => {
    const [own, other] = [await waitingRun(), await waitingRun()];
    const { token } = await coordinator.admin<{ token: string }>('POST', '/api/join-tokens', {
      runId: own,
    });
    const client = await connectTestClient({ url: coordinator.url, token });
    const message = { runId: other, round: 1, reason: 'none of my business' };
    expect(await client.socket.emitWithAck('declineRound', message)).toMatchObject({
      code: 'run-unknown',
    });
    client.close();
  });
});

it('a page from elsewhere may not open a websocket (SPEC §1.7)', async () => {
  const upgrade = (origin: string) =>
    new Promise<{ status: number | undefined; body: string }>((resolve) => {
      const sent = request(`${coordinator.url}/socket.io/?EIO=4&transport=websocket`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          origin,
        },
      });
      sent.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode, body: '' });
      });
      sent.on('response', (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      sent.end();
    });
  for (const origin of ['https://evil.example', 'null', coordinator.url.replace(/\d+$/, '1')]) {
    const { status, body } = await upgrade(origin);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toContain('bad-origin');
  }
  expect((await upgrade(coordinator.url)).status).toBe(101);
});
