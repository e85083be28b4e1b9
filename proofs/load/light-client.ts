import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  type Device,
  PROTOCOL_VERSIONS,
  proofText,
  type RoundPlan,
  type UploadAnswer,
} from '@tributary/protocol';
import { WebSocket } from 'ws';

/** A client's key, as OpenSSL holds it: much lighter than WebCrypto's. */
export interface LightKey {
  readonly publicKey: string;
  readonly secret: KeyObject;
}

export const makeLightKey = (): LightKey => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const halves = [x, y].map((half) => Buffer.from(half, 'base64url'));
  const publicKey = Buffer.concat([Buffer.of(4), ...halves]).toString('base64url');
  return { publicKey, secret: pair.privateKey };
};

export interface LightClientOptions {
  readonly url: string;
  readonly token: string;
  readonly key: LightKey;
  /** From which address of this machine. */
  readonly localAddress: string;
  onEnrolled(): void;
  onPlan(plan: RoundPlan): void;
  /** The connection is over, for this reason where one was given; or it was asked to come back later. */
  onEnd(reason: string | null, retryAfterMs?: number): void;
}

/** One connection of a client that holds next to nothing. */
export interface LightClient {
  /** Rejects when the connection ends before the answer. */
  ask(event: string, message: object, attachment?: Uint8Array): Promise<UploadAnswer>;
  close(): void;
}

interface Waiting {
  resolve(answer: UploadAnswer): void;
  reject(error: Error): void;
}

const device: Device = {
  ...({ kind: 'node', name: 'load client', backend: 'cpu' } as const),
  backendReason: 'it only does what the proof says',
};
const ENROL = `420["enrol",${JSON.stringify({ device })}]`;
const CONNECT_LIMIT_MS = 30_000;

/** Speaks Engine.IO 4 and Socket.IO 5 over a bare websocket, as far as the protocol needs them. */
export const connectLightClient = (options: LightClientOptions): LightClient => {
  const { url, token, key, localAddress, onEnrolled, onPlan, onEnd } = options;
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
    {
      ...{ localAddress, perMessageDeflate: false, skipUTF8Validation: true },
      handshakeTimeout: CONNECT_LIMIT_MS,
    },
  );
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let reason: string | null = null;
  let retryAfterMs: number | undefined;

  const acknowledged = (text: string) => {
    const start = text.indexOf('[');
    const id = Number(text.slice(2, start));
    const [answer] = JSON.parse(text.slice(start));
    if (id === 0) {
      if (answer.ok) return onEnrolled();
      reason = answer.code;
      return socket.close();
    }
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  };
  const heard = (text: string) => {
    if (text === '2') return socket.send('3');
    if (text.startsWith('43')) return acknowledged(text);
    if (text.startsWith('42["roundPlan"')) return onPlan(JSON.parse(text.slice(2))[1]);
    if (text.startsWith('42["refused"')) reason = JSON.parse(text.slice(2))[1].code;
    if (text.startsWith('40')) return socket.send(ENROL);
    if (text.startsWith('44')) {
      const { data } = JSON.parse(text.slice(2));
      if (data?.retryAfterMs === undefined) reason = data?.code ?? text;
      else retryAfterMs = data.retryAfterMs;
      return socket.close();
    }
    if (text.startsWith('0')) {
      return socket.send(`40${JSON.stringify(prove(JSON.parse(text.slice(1)).sid, token, key))}`);
    }
  };
  socket.on('message', (data, isBinary) => {
    if (!isBinary) heard(data.toString());
  });
  // What went wrong shows in the close that follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The connection ended.'));
    waiting.clear();
    onEnd(reason, retryAfterMs);
  });
  return {
    ask: (event, message, attachment) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        const kind = attachment ? '451-' : '42';
        socket.send(`${kind}${id}${JSON.stringify([event, message])}`);
        if (attachment) socket.send(attachment);
      }),
    close: () => socket.terminate(),
  };
};

/** The `auth` of SPEC §1. */
const prove = (connection: string, token: string, { publicKey, secret }: LightKey) => {
  const protocolVersions = [...PROTOCOL_VERSIONS];
  const text = Buffer.from(proofText({ connection, token, protocolVersions }));
  const signature = sign('sha256', text, { key: secret, dsaEncoding: 'ieee-p1363' });
  const proof = { publicKey, signature: signature.toString('base64url') };
  return { token, protocolVersions, proof };
};
