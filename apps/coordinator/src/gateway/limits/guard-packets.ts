import { reject } from '@tributary/protocol';
import type { Server, Socket } from 'socket.io';
import type { Limits } from '../../limits.ts';
import type { Callers } from './callers.ts';
import { type Flow, judgeFlow, noFlow, pauseMs, pour } from './flow.ts';
import type { Neighbour, Neighbours } from './neighbours.ts';

/** A websocket as Engine.IO has it. */
export type Connection = Socket['conn'];

/** The part of `ws` that stands beneath a connection. */
export interface RawSocket {
  readonly bufferedAmount: number;
  pause(): void;
  resume(): void;
  terminate(): void;
  on(event: 'ping' | 'pong', listener: (this: RawSocket) => void): void;
}

/** What is known of one connection besides what Socket.IO knows. */
export interface Meter {
  readonly neighbour: Neighbour;
  flow: Flow;
  /** How often it asked for a session. */
  connects: number;
  /** Binary attachments to come of a message that was refused. */
  orphans: number;
}

export type Meters = Map<Connection, Meter>;

interface Packet {
  type: string;
  readonly data?: unknown;
}

/** A page that was refused asks again on the same connection; whoever needs more may come anew. */
const MAX_CONNECTS = 8;
/** The longest that a connection is not read; longer would look to it as if we were gone. */
const MAX_PAUSE_MS = 2_000;
/** A closing handshake may take so long. */
export const FAREWELL_MS = 2_000;
/** Type, attachments, namespace and acknowledgement of a Socket.IO packet: `51-/admin,7[…]`. */
const ENVELOPE = /^(\d)(?:(\d{1,3})-)?(\/[\w-]{0,40},)?(\d{1,15})?/;

export const rawSocketOf = ({ transport }: Connection): RawSocket =>
  (transport as unknown as { readonly socket: RawSocket }).socket;

/**
 * Weighs every packet before any of it is parsed. Within its budget it passes; above, it is dropped and
 * answered `too-many-requests` where an answer is wanted; who goes on is cut off. Too many bytes are no
 * offence: they are just not read so fast.
 * @returns the meters of all open connections, which empty as these close
 */
export const guardPackets = (
  { engine }: Server,
  { limits, neighbours, callers, now }: GuardOptions,
): Meters => {
  const meters: Meters = new Map();
  function weigh(this: Connection, packet: Packet): void {
    const meter = meters.get(this);
    if (meter === undefined) return;
    const amount = { messages: 1, bytes: sizeOf(packet.data) };
    const at = { now: now() };
    meter.flow = pour(meter.flow, amount, { limits: limits.socketFlow, ...at });
    const { neighbour } = meter;
    neighbour.flow = pour(neighbour.flow, amount, { limits: limits.addressFlow, ...at });
    const verdict = judgeFlow(meter.flow, limits.socketFlow);
    if (verdict === 'flooding' || isAbuse(packet, meter)) {
      packet.type = 'noop';
      cutOff(this);
      return;
    }
    const isOver = verdict === 'over' || judgeFlow(neighbour.flow, limits.addressFlow) !== 'within';
    if (packet.type === 'message') dropUnlessFit(this, { packet, meter, isOver });
    readSlower(this, Math.max(...pauses(meter, limits)));
  }
  function forget(this: Connection): void {
    meters.delete(this);
  }
  engine.on('connection', (connection: Connection) => {
    const neighbour = neighbours.of(callers.addressOf(connection.request));
    if (callers.isProxy(connection.remoteAddress)) {
      // The door let it pass: behind a proxy it is websockets that are counted.
      if (!neighbours.admit(neighbour, now())) return rawSocketOf(connection).terminate();
      connection.once('close', () => neighbour.connections--);
    }
    meters.set(connection, { neighbour, flow: noFlow, connects: 0, orphans: 0 });
    connection.prependListener('packet', weigh);
    connection.on('close', forget);
    // Engine.IO has heartbeats of its own; frames like these only make work.
    const raw = rawSocketOf(connection);
    raw.on('ping', hangUp);
    raw.on('pong', hangUp);
  });
  return meters;
};

export interface GuardOptions {
  readonly limits: Limits;
  readonly neighbours: Neighbours;
  readonly callers: Callers;
  readonly now: () => number;
}

function hangUp(this: RawSocket): void {
  this.terminate();
}

const sizeOf = (data: unknown): number =>
  typeof data === 'string' || data instanceof Uint8Array ? data.length : 0;

/** No message of the protocol has more than one attachment, and nobody needs many sessions. */
const isAbuse = ({ type, data }: Packet, meter: Meter): boolean => {
  if (type !== 'message' || typeof data !== 'string') return false;
  if (data.startsWith('0') && ++meter.connects > MAX_CONNECTS) return true;
  const [, kind, attachments] = data.match(ENVELOPE) ?? [];
  return (kind === '5' || kind === '6') && attachments !== '1';
};

/** Engine.IO passes on what is a message; what has another type by then goes no further. */
const dropUnlessFit = (
  connection: Connection,
  { packet, meter, isOver }: { packet: Packet; meter: Meter; isOver: boolean },
): void => {
  if (typeof packet.data !== 'string') {
    if (meter.orphans === 0) return;
    meter.orphans--;
    packet.type = 'noop';
  } else if (isOver) {
    const [, kind, , namespace = '', id] = packet.data.match(ENVELOPE) ?? [];
    meter.orphans = kind === '5' ? 1 : 0;
    packet.type = 'noop';
    if (id !== undefined) connection.write(`3${namespace}${id}[${REFUSAL}]`);
  }
};

const REFUSAL = JSON.stringify(reject('too-many-requests'));

/** Says why, and ends the connection; who does not even read that is hung up on. */
const cutOff = (connection: Connection): void => {
  const raw = rawSocketOf(connection);
  connection.write(`2["refused",${REFUSAL}]`);
  connection.close();
  setTimeout(() => raw.terminate(), FAREWELL_MS).unref();
};

const pauses = ({ flow, neighbour }: Meter, { socketFlow, addressFlow }: Limits) => [
  pauseMs(flow, socketFlow),
  pauseMs(neighbour.flow, addressFlow),
];

const readSlower = (connection: Connection, forMs: number): void => {
  if (forMs === 0) return;
  const raw = rawSocketOf(connection);
  raw.pause();
  setTimeout(() => raw.resume(), Math.min(forMs, MAX_PAUSE_MS)).unref();
};
