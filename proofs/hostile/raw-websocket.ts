import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

/** A websocket by hand, so that every rule of it can be broken. */
export interface RawWebSocket {
  /** The status of the answer to the upgrade: 101 when it was let in, 0 when nothing came. */
  readonly status: number;
  /** Sends text, or bytes as a binary message. */
  send(message: string | Uint8Array): Promise<void>;
  /** Sends bytes as they are; waits while the other side does not read. */
  write(bytes: Uint8Array): Promise<void>;
  /** Texts that arrived and were not taken yet. */
  takeTexts(): string[];
  /** Waits for a text that matches; null when the connection ends before, or after 5 s. */
  nextText(pattern: RegExp): Promise<string | null>;
  isOpen(): boolean;
  /** Stops to read, as a stalled reader would. */
  stall(): void;
  close(): void;
}

export interface RawTarget {
  readonly port: number;
  readonly localAddress: string;
}

export interface RawOptions extends RawTarget {
  readonly path?: string;
  /** More header lines, e.g. `Origin: http://elsewhere`. */
  readonly headers?: readonly string[];
}

const PATIENCE_MS = 5_000;

/** Opens a websocket; resolves also when that is refused. */
export const openRawWebSocket = async (options: RawOptions): Promise<RawWebSocket> => {
  const { port, localAddress } = options;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  const texts: string[] = [];
  let received: Buffer = Buffer.alloc(0);
  let status = 0;
  let isOpen = true;
  let wake = () => {};
  socket.on('error', () => {});
  socket.on('close', () => {
    isOpen = false;
    wake();
  });
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (status === 0) {
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      status = Number(received.toString('latin1', 9, 12));
      received = received.subarray(end + 4);
    }
    received = takeFrames(received, texts);
    wake();
  });
  const changed = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const write: RawWebSocket['write'] = async (bytes) => {
    if (!isOpen || socket.destroyed || socket.write(bytes)) return;
    await Promise.race([once(socket, 'drain').catch(() => {}), changed()]);
  };
  await write(Buffer.from(upgradeRequest(options)));
  if (status === 0 && isOpen) await changed();
  return {
    status,
    write,
    send: (message) => write(frameOf(message)),
    takeTexts: () => texts.splice(0),
    nextText: async (pattern) => {
      const giveUpAt = Date.now() + PATIENCE_MS;
      for (;;) {
        const index = texts.findIndex((text) => pattern.test(text));
        if (index >= 0) return texts.splice(index, 1)[0] ?? null;
        if (!isOpen || Date.now() > giveUpAt) return null;
        await changed();
      }
    },
    isOpen: () => isOpen,
    stall: () => void socket.pause(),
    close: () => void socket.destroy(),
  };
};

const upgradeRequest = ({ port, path, headers = [] }: RawOptions): string =>
  [
    `GET ${path ?? '/socket.io/?EIO=4&transport=websocket'} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    ...headers,
    '\r\n',
  ].join('\r\n');

export interface FrameOptions {
  readonly opcode?: number;
  readonly final?: boolean;
  readonly masked?: boolean;
  readonly reserved?: number;
  /** What the header says instead of the truth. */
  readonly claimedBytes?: number;
}

/** A client's frame (RFC 6455 §5.2). The mask is all zeros, which is as good as any. */
export const frameOf = (message: string | Uint8Array, options: FrameOptions = {}): Uint8Array => {
  const payload = typeof message === 'string' ? Buffer.from(message) : message;
  const { opcode = typeof message === 'string' ? 1 : 2, final = true, masked = true } = options;
  const claimed = options.claimedBytes ?? payload.length;
  const size = claimed < 126 ? 0 : claimed < 65_536 ? 2 : 8;
  const header = Buffer.alloc(2 + size + (masked ? 4 : 0));
  header[0] = (final ? 0x80 : 0) | ((options.reserved ?? 0) << 4) | opcode;
  header[1] = (masked ? 0x80 : 0) | (size === 0 ? claimed : size === 2 ? 126 : 127);
  if (size === 2) header.writeUInt16BE(claimed, 2);
  if (size === 8) header.writeBigUInt64BE(BigInt(claimed), 2);
  return Buffer.concat([header, payload]);
};

/** Takes whole frames off the front and keeps the texts. @returns what is left */
const takeFrames = (bytes: Buffer, texts: string[]): Buffer => {
  let rest = bytes;
  for (;;) {
    if (rest.length < 2) return rest;
    const short = (rest[1] as number) & 0x7f;
    const header = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (rest.length < header) return rest;
    const length =
      short === 126
        ? rest.readUInt16BE(2)
        : short === 127
          ? Number(rest.readBigUInt64BE(2))
          : short;
    if (rest.length < header + length) return rest;
    if (((rest[0] as number) & 0x0f) === 1) {
      texts.push(rest.toString('utf8', header, header + length));
    }
    rest = rest.subarray(header + length);
  }
};
