import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { GuardOptions } from './guard-packets.ts';

/**
 * Counts TCP connections by address and drops those that are too many, before a byte of them is read: a
 * flood costs no more than accepting it. A trusted proxy brings everybody, and is not counted.
 */
export const guardDoor = (
  server: Server,
  { neighbours, callers, now }: Pick<GuardOptions, 'neighbours' | 'callers' | 'now'>,
): void => {
  // One listener for all sockets; a closed socket still knows the address that was asked for once.
  function leave(this: Socket): void {
    neighbours.of(this.remoteAddress).connections--;
  }
  server.prependListener('connection', (socket) => {
    if (callers.isProxy(socket.remoteAddress)) return;
    const neighbour = neighbours.of(socket.remoteAddress);
    if (neighbours.admit(neighbour, now())) socket.once('close', leave);
    else socket.destroy();
  });
};
