import { createHash } from 'node:crypto';
import { type ClientKey, makeClientKey } from '@tributary/client';
import type { FlatWeights } from '@tributary/fedavg';
import {
  type ClientToCoordinator,
  type CoordinatorToClient,
  decodeFrame,
  encodeFrame,
  MAX_CHUNK_BYTES,
  type OfferUpdate,
  PROTOCOL_VERSIONS,
  proofText,
  type RoundPlan,
  type UploadAnswer,
} from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';

/** The key by which the coordinator knows a client, and the id that it made of it. */
export interface ScriptedIdentity {
  readonly clientId: string;
  readonly key: ClientKey;
}

/** A client that does what a script says over a real socket, and trains nothing. */
export interface ScriptedClient {
  readonly socket: Socket<CoordinatorToClient, ClientToCoordinator>;
  readonly identity: ScriptedIdentity;
  /** The newest plan that was not taken yet, or the next one. */
  nextPlan(): Promise<RoundPlan>;
  offer(offer: OfferUpdate): Promise<UploadAnswer>;
  sendChunk(offer: OfferUpdate, bytes: Uint8Array, offset: number): Promise<UploadAnswer>;
  /** Offers a frame and sends what is asked for; the last answer is the verdict. */
  upload(plan: RoundPlan, frame: Uint8Array): Promise<UploadAnswer>;
  close(): void;
}

export interface ScriptedClientOptions {
  readonly url: string;
  readonly token: string;
  /** A new one when absent. */
  readonly identity?: ScriptedIdentity;
  /** From which address of this machine; any when absent. */
  readonly localAddress?: string;
}

const ANSWER_TIMEOUT_MS = 10_000;
const device = {
  ...({ kind: 'node', name: 'scripted client', backend: 'cpu' } as const),
  backendReason: 'it only does what a script says',
};

/** @throws {Error} when it is not let in */
export const connectScriptedClient = async ({
  url,
  token,
  identity,
  localAddress,
}: ScriptedClientOptions): Promise<ScriptedClient> => {
  const key = identity?.key ?? (await makeClientKey());
  const socket: ScriptedClient['socket'] = io(url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    ...(localAddress === undefined ? {} : { localAddress }),
    auth: (give) => {
      const protocolVersions = [...PROTOCOL_VERSIONS];
      const text = proofText({ connection: socket.io.engine.id, token, protocolVersions });
      const { publicKey } = key;
      void key
        .sign(text)
        .then((signature) => give({ token, protocolVersions, proof: { publicKey, signature } }));
    },
  });
  const plans = holdNewest<RoundPlan>();
  socket.on('roundPlan', plans.put);
  const asked = () => socket.timeout(ANSWER_TIMEOUT_MS);
  const enrolled = await asked().emitWithAck('enrol', { device });
  if (!enrolled.ok) {
    socket.close();
    throw new Error(enrolled.message);
  }
  const offer: ScriptedClient['offer'] = (message) => asked().emitWithAck('offerUpdate', message);
  const sendChunk: ScriptedClient['sendChunk'] = ({ runId, round, digest }, bytes, offset) =>
    asked().emitWithAck('sendChunk', { runId, round, digest, offset, bytes });
  return {
    socket,
    identity: { clientId: enrolled.clientId, key },
    nextPlan: plans.take,
    offer,
    sendChunk,
    upload: async (plan, frame) => {
      const message = offerOf(plan, frame);
      let answer = await offer(message);
      while (answer.ok && answer.status === 'send' && answer.offset < frame.length) {
        const { offset } = answer;
        const chunk = frame.subarray(offset, offset + MAX_CHUNK_BYTES);
        answer = await sendChunk(message, chunk, offset);
      }
      return answer;
    },
    close: () => void socket.close(),
  };
};

/** One place for what comes in; who takes waits until there is something. */
const holdNewest = <Value>() => {
  let held: Value | null = null;
  let waiting: ((value: Value) => void) | null = null;
  return {
    put: (value: Value) => {
      if (waiting === null) held = value;
      else waiting(value);
      waiting = null;
    },
    take: (): Promise<Value> => {
      const value = held;
      held = null;
      if (value !== null) return Promise.resolve(value);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
  };
};

/** The global model under a digest. @throws {Error} when it is not to be had */
export const download = async (url: string, digest: string): Promise<FlatWeights> => {
  const response = await fetch(`${url}/api/checkpoints/${digest}`);
  const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error(frame.message);
  return frame.weights;
};

/** A frame that moves every weight of a model by `step`. */
export const deltaFrame = ({ manifest, values }: FlatWeights, step: number): Uint8Array =>
  encodeFrame('delta', { manifest, values: values.map(() => step) });

export const offerOf = (
  { runId, round }: Pick<RoundPlan, 'runId' | 'round'>,
  frame: Uint8Array,
): OfferUpdate => ({
  runId,
  round,
  digest: `sha256:${createHash('sha256').update(frame).digest('hex')}`,
  payloadBytes: frame.length,
  numExamples: 10,
  metrics: { steps: 1, trainMs: 1, backend: 'cpu' },
});
