import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Limits } from '../../limits.ts';
import { defaultLimits } from '../../limits.ts';
import { connectTestClient, type TestClient } from '../../testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from '../../testing/test-coordinator.ts';
import { authFor, makeIdentity } from '../../testing/test-identity.ts';

const socketFlow = { ...defaultLimits.socketFlow, messageBurst: 20, messagesPerSecond: 0.01 };
const plenty = { messageBurst: 1e6, messagesPerSecond: 1e6 };

let coordinator: TestCoordinator;
let clients: TestClient[] = [];

/** Tests share a coordinator where the limits are the same. */
const withLimits = (limits: Partial<Limits>) => {
  beforeAll(async () => {
    coordinator = await startTestCoordinator({ limits: { patrolEveryMs: 20, ...limits } });
  });
  afterEach(() => {
    for (const client of clients) client.close();
    clients = [];
  });
  afterAll(() => coordinator.destroy());
};
const connect = async () => {
  const client = await connectTestClient({ url: coordinator.url, token: coordinator.joinToken });
  clients.push(client);
  return client;
};
/** Sends a packet as it stands, whatever socket.io would say to it. */
const sendRaw = ({ socket }: TestClient, ...packets: (string | Uint8Array)[]) => {
  for (const packet of packets) socket.io.engine.write(packet as string);
};
const closed = ({ socket }: TestClient) =>
  new Promise<string>((resolve) => {
    socket.on('disconnect', resolve);
  });
const refused = ({ socket }: TestClient) =>
  new Promise((resolve) => {
    socket.on('refused', resolve);
  });
const expectUp = async () => {
  expect((await fetch(`${coordinator.url}/api/health`)).status).toBe(200);
};

describe('a message', () => {
  withLimits({});

  it('with more arguments than a stack holds is dropped, and nothing falls over', async () => {
    const hostile = await connect();
    const honest = await connect();
    sendRaw(hostile, `2["progress"${',0'.repeat(200_000)}]`);
    sendRaw(hostile, `251["progress"${',0'.repeat(200_000)}]`);
    const answer = await honest.socket
      .timeout(20_000)
      .emitWithAck('declineRound', { runId: 'none', round: 1, reason: '' });
    expect(answer).toMatchObject({ code: 'run-unknown' });
    await expectUp();
  });

  it.each([
    ['with two attachments', '52-["sendChunk",{"_placeholder":true,"num":0}]'],
    ['with eleven attachments', '511-["sendChunk",{"_placeholder":true,"num":0}]'],
    ['that is no packet', '9hello'],
    ['named like a prototype', '2["__proto__",{"__proto__":{"admin":true}}]'],
    ['named error', '2["error",{}]'],
    ['that is a number', '2[0]'],
    ['that acknowledges nothing', '3123[{}]'],
    ['nested deeper than a stack', `2["enrol",${'['.repeat(100_000)}${']'.repeat(100_000)}]`],
  ])('%s harms its own connection at most', async (_, packet) => {
    const honest = await connect();
    sendRaw(await connect(), packet);
    expect(
      await honest.socket.timeout(20_000).emitWithAck('declineRound', {} as never),
    ).toMatchObject({ code: 'malformed' });
    await expectUp();
  });
});

describe('a connection', () => {
  withLimits({ socketFlow, enrolWithinMs: 2_000 });

  it('over its budget is answered, and closed when it goes on (SPEC §2.12)', async () => {
    const client = await connect();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        client.socket.timeout(20_000).emitWithAck('declineRound', {} as never),
      ),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(codes).toContain('malformed');
    expect(codes.at(-1)).toBe('too-many-requests');
    const told = refused(client);
    const gone = closed(client);
    sendRaw(client, ...Array.from({ length: 30 }, () => '2["nonsense"]'));
    expect(await told).toMatchObject({ code: 'too-many-requests' });
    expect(await gone).toBe('transport close');
  });

  it('that asks for one session after the other is closed', async () => {
    const client = await connect();
    const gone = closed(client);
    sendRaw(client, ...Array.from({ length: 12 }, () => '0/nowhere,{}'));
    expect(await gone).toBe('transport close');
  });

  it('that never enrols is closed (SPEC §2.12)', async () => {
    const enrolled = await connect();
    const idle: Socket = io(coordinator.url, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true },
      auth: authFor(() => idle, { token: coordinator.joinToken, identity: makeIdentity() }),
    });
    const reason = await new Promise((resolve) => {
      idle.on('disconnect', resolve);
      idle.on('connect_error', resolve);
    });
    expect(reason).toBe('io server disconnect');
    expect(enrolled.socket.connected).toBe(true);
  });
});

describe('a reader that does not read', () => {
  withLimits({
    maxQueuedBytes: 100_000,
    socketFlow: { ...defaultLimits.socketFlow, ...plenty },
    addressFlow: { ...defaultLimits.addressFlow, ...plenty },
  });

  it('is cut off while all that was sent to it waits', async () => {
    const client = await connect();
    const { ws } = client.socket.io.engine.transport as unknown as Readable;
    ws.pause();
    for (let i = 0; i < 40_000; i++) sendRaw(client, `2${i}["enrol",{"device":{}}]`);
    // It is forgotten although it never said goodbye.
    await expect
      .poll(() => coordinator.admin<unknown[]>('GET', '/api/clients'), { timeout: 30_000 })
      .toEqual([]);
    ws.resume();
  });
});

interface Readable {
  readonly ws: { pause(): void; resume(): void };
}

describe('an address', () => {
  withLimits({ maxConnectionsPerAddress: 2 });

  it('that has enough connections gets no more until one has ended', async () => {
    const statusOf = () =>
      fetch(`${coordinator.url}/api/health`, { headers: { connection: 'close' } }).then(
        ({ status }) => status,
        () => 'dropped',
      );
    await connect();
    await connect();
    expect(await statusOf()).toBe('dropped');
    clients.pop()?.close();
    await expect.poll(statusOf).toBe(200);
  });
});

describe('an address behind a trusted proxy', () => {
  beforeAll(async () => {
    const limits = { maxConnectionsPerAddress: 1 };
    coordinator = await startTestCoordinator({ trustProxy: 1, limits });
  });
  afterAll(() => coordinator.destroy());

  it('is counted by itself, and the proxy is not', async () => {
    const connectFor = (address: string) =>
      new Promise<boolean>((resolve) => {
        const socket: Socket = io(coordinator.url, {
          ...{ transports: ['websocket'], reconnection: false, forceNew: true },
          extraHeaders: { 'x-forwarded-for': address },
          auth: authFor(() => socket, { token: coordinator.joinToken, identity: makeIdentity() }),
        });
        opened.push(socket);
        socket.on('connect', () => resolve(true));
        socket.io.on('close', () => resolve(false));
      });
    const opened: Socket[] = [];
    expect(await connectFor('10.0.0.1')).toBe(true);
    expect(await connectFor('10.0.0.1')).toBe(false);
    expect(await connectFor('10.0.0.2')).toBe(true);
    await expectUp();
    for (const socket of opened) socket.close();
  });
});
