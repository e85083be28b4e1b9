import type { Server as HttpServer } from 'node:http';
import type { Server, Socket } from 'socket.io';
import type { Limits } from '../../limits.ts';
import type { Sessions } from '../sessions.ts';
import type { Callers } from './callers.ts';
import { guardDoor } from './guard-door.ts';
import { guardPackets } from './guard-packets.ts';
import { createNeighbours } from './neighbours.ts';
import { startPatrol } from './patrol.ts';

export interface SocketGuardOptions {
  readonly server: HttpServer;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly callers: Callers;
  readonly now: () => number;
}

/** Puts every limit on websockets in force. @returns ends what runs for it */
export const guardSockets = (io: Server, options: SocketGuardOptions): (() => void) => {
  const { server, sessions, limits, callers, now } = options;
  const neighbours = createNeighbours(limits);
  guardDoor(server, { neighbours, callers, now });
  const meters = guardPackets(io, { limits, neighbours, callers, now });
  for (const name of ['/', '/admin']) {
    io.of(name).on('connection', (socket) => socket.use(dropCrowds));
  }
  const isEnrolled = ({ id, data: { clientId } }: Socket) => {
    const session = sessions.get(clientId);
    return session?.socket.id === id && session.device !== null;
  };
  return startPatrol({ io, meters, neighbours, limits, now, isEnrolled });
};

/** The event, its message and its acknowledgement. */
const MAX_ARGUMENTS = 3;

/** Socket.IO calls listeners with all that came as arguments, and a hundred thousand overflow the stack. */
const dropCrowds = (event: readonly unknown[], next: () => void): void => {
  if (event.length <= MAX_ARGUMENTS) next();
};
