import type { Namespace, Server, Socket } from 'socket.io';
import type { Limits } from '../../limits.ts';
import {
  type Connection,
  FAREWELL_MS,
  type Meters,
  type RawSocket,
  rawSocketOf,
} from './guard-packets.ts';
import type { Neighbours } from './neighbours.ts';

export interface PatrolOptions {
  readonly io: Server;
  readonly meters: Meters;
  readonly neighbours: Neighbours;
  readonly limits: Limits;
  readonly now: () => number;
  /** Whether a connected client has enrolled. */
  readonly isEnrolled: (socket: Socket) => boolean;
}

/**
 * One timer that looks over all connections, instead of some for each: it cuts off who does not enrol or
 * does not read, hangs up on who does not go, and forgets what nobody needs any more.
 * @returns ends it
 */
export const startPatrol = ({ io, meters, neighbours, limits, now, isEnrolled }: PatrolOptions) => {
  const newcomers = new Map<Socket, number>();
  const leaving = new Map<RawSocket, number>();
  const clients: Namespace = io.of('/');

  clients.on('connection', (socket) => newcomers.set(socket, now()));
  function noteLeaving(this: Connection): void {
    leaving.set(rawSocketOf(this), now());
  }
  io.engine.on('connection', (connection: Connection) => connection.on('close', noteLeaving));

  const admitOrCutOff = (at: number) => {
    for (const [socket, since] of newcomers) {
      if (socket.connected && !isEnrolled(socket)) {
        if (at - since <= limits.enrolWithinMs) continue;
        socket.disconnect(true);
      }
      forgetHandshake(socket);
      newcomers.delete(socket);
    }
  };
  const timer = setInterval(() => {
    const at = now();
    admitOrCutOff(at);
    for (const connection of meters.keys()) {
      if (queuedBytes(connection) > limits.maxQueuedBytes) rawSocketOf(connection).terminate();
    }
    for (const [raw, since] of leaving) {
      if (at - since < FAREWELL_MS) continue;
      raw.terminate();
      leaving.delete(raw);
    }
    neighbours.sweep(at);
  }, limits.patrolEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};

interface WriteBuffer {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
}

/** What was sent and not yet taken by the network. Plain strings count a byte for each character. */
export const queuedBytes = (connection: Connection): number => {
  const { writeBuffer } = connection as unknown as WriteBuffer;
  let bytes = rawSocketOf(connection).bufferedAmount;
  for (const { data } of writeBuffer) {
    if (typeof data === 'string' || data instanceof Uint8Array) bytes += data.length;
  }
  return bytes;
};

/** Once somebody is in, nothing asks for their request again; it is a third of what an idle client costs. */
const forgetHandshake = (socket: Socket): void => {
  const { conn } = socket as unknown as { readonly conn: { request: unknown } };
  conn.request = null;
  (socket as unknown as { handshake: unknown }).handshake = noHandshake;
};

const noHandshake = Object.freeze({ headers: {}, auth: {}, query: {} });
