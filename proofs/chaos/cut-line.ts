import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a database server that can be cut. */
export interface CutLine {
  /** The database's URL, along this line. */
  readonly url: string;
  /** Breaks every connection, and for so long lets none through. */
  cut(forMs: number): void;
  close(): Promise<void>;
}

export const openCutLine = async (databaseUrl: string): Promise<CutLine> => {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let closedUntil = 0;
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (performance.now() < closedUntil) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut: (forMs) => {
      closedUntil = performance.now() + forMs;
      endAll();
    },
    close: () => {
      endAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
