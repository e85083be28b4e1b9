import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, it } from 'vitest';
import { defaultLimits } from '../../limits.ts';
import { createNeighbours } from './neighbours.ts';
import { startPatrol } from './patrol.ts';

const MINUTE_MS = 60_000;

it('lets a device get ready for minutes, and cuts off who then sits there still', async () => {
  let now = 0;
  let patrolled = () => {};
  const oncePatrolled = () =>
    new Promise<void>((resolve) => {
      patrolled = resolve;
    });
  const server = createServer();
  const gateway = new Server(server, { transports: ['websocket'] });
  const limits = { ...defaultLimits, patrolEveryMs: 5 };
  const stop = startPatrol({
    ...{ io: gateway, limits, meters: new Map(), now: () => now, isEnrolled: () => false },
    neighbours: { ...createNeighbours(limits), sweep: () => patrolled() },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const device = io(`http://127.0.0.1:${port}`, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
  });
  await new Promise<void>((resolve) => device.on('connect', resolve));
  const cutOff = new Promise((resolve) => device.on('disconnect', resolve));

  now = 5 * MINUTE_MS;
  await oncePatrolled();
  expect([...gateway.sockets.sockets.values()].map(({ connected }) => connected)).toEqual([true]);
  now = 11 * MINUTE_MS;
  expect(await cutOff).toBe('io server disconnect');

  stop();
  await gateway.close();
});
