import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '@tributary/fedavg';
import { WebSocket, WebSocketServer } from 'ws';

/** A network that is not to be relied on. */
export interface ShakyProxy {
  readonly url: string;
  /** Where it leads from now on. */
  target(port: number): void;
  /** Breaks every connection. */
  cut(): void;
  /** Messages that came twice, and that changed places with the next. */
  readonly repeated: number;
  readonly reordered: number;
  close(): Promise<void>;
}

/** One Socket.IO packet: its text and the attachments that belong to it. */
type Packet = (string | Buffer)[];

const REPEAT = 0.04;
const REORDER = 0.04;
/** A packet that waits for the next one waits no longer than this. */
const HELD_MS = 40;

export const openShakyProxy = async (random: Random): Promise<ShakyProxy> => {
  let port = 0;
  const counts = { repeated: 0, reordered: 0 };
  const pairs = new Set<readonly [WebSocket, WebSocket]>();
  const server = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    const upstream = request({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    upstream.on('error', () => answer.destroy());
    incoming.pipe(upstream);
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (incoming: IncomingMessage, socket, head) => {
    const upstream = new WebSocket(`ws://127.0.0.1:${port}${incoming.url}`, {
      perMessageDeflate: false,
      headers: { host: incoming.headers.host ?? '' },
    });
    upstream.on('error', () => socket.destroy());
    upstream.on('open', () => {
      sockets.handleUpgrade(incoming, socket, head, (client) => {
        const pair = [client, upstream] as const;
        pairs.add(pair);
        for (const [from, to] of [pair, [upstream, client]] as const) {
          from.on('error', () => undefined);
          from.on('close', () => {
            pairs.delete(pair);
            to.terminate();
          });
          forwardShakily(from, to, { random, counts });
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: (to) => {
      port = to;
    },
    cut: () => {
      for (const [client, upstream] of pairs) for (const end of [client, upstream]) end.terminate();
    },
    get repeated() {
      return counts.repeated;
    },
    get reordered() {
      return counts.reordered;
    },
    close: () => closeServer(server, pairs),
  };
};

const closeServer = (
  server: Server,
  pairs: ReadonlySet<readonly [WebSocket, WebSocket]>,
): Promise<void> => {
  for (const [client, upstream] of pairs) for (const end of [client, upstream]) end.terminate();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
};

interface Shaking {
  readonly random: Random;
  readonly counts: { repeated: number; reordered: number };
}

/** Whole packets are repeated or change places: half of one would be no message at all. */
const forwardShakily = (from: WebSocket, to: WebSocket, { random, counts }: Shaking): void => {
  let packet: Packet = [];
  let missing = 0;
  let held: Packet | null = null;
  const send = (parts: Packet) => {
    for (const part of parts) if (to.readyState === WebSocket.OPEN) to.send(part);
  };
  const release = () => {
    if (held) send(held);
    held = null;
  };
  const forward = (whole: Packet) => {
    const chance = isEvent(whole) ? random.uniform() : 1;
    if (chance < REORDER && held === null) {
      counts.reordered += 1;
      held = whole;
      setTimeout(release, HELD_MS);
      return;
    }
    send(whole);
    if (chance >= REORDER && chance < REORDER + REPEAT) {
      counts.repeated += 1;
      send(whole);
    }
    release();
  };
  from.on('message', (data: Buffer, isBinary) => {
    const part = isBinary ? data : data.toString();
    packet.push(part);
    missing = typeof part === 'string' ? attachmentsOf(part) : missing - 1;
    if (missing > 0) return;
    const whole = packet;
    packet = [];
    forward(whole);
  });
};

/** Engine.IO's "message" with Socket.IO's event, acknowledgement, or one of these with attachments. */
const isEvent = ([head]: Packet): boolean => typeof head === 'string' && /^4[2356]/.test(head);

const attachmentsOf = (text: string): number => Number(text.match(/^4[56](\d+)-/)?.[1] ?? 0);
