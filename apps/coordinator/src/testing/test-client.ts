import { createHash } from 'node:crypto';
import type { FlatWeights } from '@tributary/fedavg';
import {
  type ClientToCoordinator,
  type CoordinatorToClient,
  decodeFrame,
  encodeFrame,
  MAX_CHUNK_BYTES,
  type OfferUpdate,
  type Rejection,
  type RoundPlan,
  type UploadAnswer,
} from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import { authFor, makeIdentity, type TestIdentity } from './test-identity.ts';

/** A client that speaks the protocol by hand, so that a test can break any rule of it. */
export interface TestClient {
  readonly socket: Socket<CoordinatorToClient, ClientToCoordinator>;
  readonly identity: TestIdentity;
  /** The next plan that arrives, or the one that arrived and was not taken yet. */
  nextPlan(): Promise<RoundPlan>;
  offer(offer: OfferUpdate): Promise<UploadAnswer>;
  sendChunk(offer: OfferUpdate, bytes: Uint8Array, offset: number): Promise<UploadAnswer>;
  /** Offers a frame and sends all of it; the last answer is the verdict. */
  upload(plan: RoundPlan, frame: Uint8Array, changes?: Partial<OfferUpdate>): Promise<UploadAnswer>;
  /** Takes part honestly: moves every weight by `step` and reports. */
  report(plan: RoundPlan, step: number): Promise<UploadAnswer>;
  close(): void;
}

export const metrics = { steps: 1, trainMs: 1, backend: 'cpu' };

export interface ConnectOptions {
  readonly url: string;
  readonly token: string;
  /** A new one when left out. */
  readonly identity?: TestIdentity;
  readonly auth?: Record<string, unknown>;
}

/** The rejection of a connection, or null when it is let in (and closed again). */
export const tryToConnect = ({
  url,
  token,
  identity = makeIdentity(),
  auth,
}: ConnectOptions): Promise<Rejection | null> =>
  new Promise((resolve) => {
    const socket: Socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: authFor(() => socket, { token, identity, auth }),
    });
    socket.on('connect', () => {
      socket.close();
      resolve(null);
    });
    socket.on('connect_error', (error) => resolve((error as unknown as { data: Rejection }).data));
  });

export const connectTestClient = async ({
  url,
  token,
  identity = makeIdentity(),
}: ConnectOptions): Promise<TestClient> => {
  const socket: TestClient['socket'] = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: authFor(() => socket, { token, identity }),
  });
  const plans: RoundPlan[] = [];
  const waiting: ((plan: RoundPlan) => void)[] = [];
  socket.on('roundPlan', (plan) => {
    const taker = waiting.shift();
    if (taker) taker(plan);
    else plans.push(plan);
  });
  const enrolled = await socket.timeout(20_000).emitWithAck('enrol', {
    device: { kind: 'node', name: 'test client', backend: 'cpu', backendReason: 'a test' },
  });
  if (!enrolled.ok) throw new Error(enrolled.message);
  if (enrolled.clientId !== identity.clientId) throw new Error('The client is called otherwise.');

  const offer: TestClient['offer'] = (message) =>
    socket.timeout(20_000).emitWithAck('offerUpdate', message);
  const sendChunk: TestClient['sendChunk'] = ({ runId, round, digest }, bytes, offset) =>
    socket.timeout(20_000).emitWithAck('sendChunk', { runId, round, digest, offset, bytes });
  const upload: TestClient['upload'] = async (plan, frame, changes = {}) => {
    const message = { ...offerOf(plan, frame), ...changes };
    let answer = await offer(message);
    while (answer.ok && answer.status === 'send' && answer.offset < frame.length) {
      const { offset } = answer;
      const chunk = frame.subarray(offset, offset + MAX_CHUNK_BYTES);
      answer = await sendChunk(message, chunk, offset);
    }
    return answer;
  };
  return {
    socket,
    identity,
    nextPlan: () => {
      const arrived = plans.shift();
      return arrived ? Promise.resolve(arrived) : new Promise((resolve) => waiting.push(resolve));
    },
    offer,
    sendChunk,
    upload,
    report: async (plan, step) => upload(plan, await deltaFor(url, plan, () => step)),
    close: () => void socket.close(),
  };
};

/** The global model that a plan starts from. */
export const download = async (url: string, digest: string): Promise<FlatWeights> => {
  const response = await fetch(`${url}/api/checkpoints/${digest}`);
  const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error(frame.message);
  return frame.weights;
};

/** A frame with a delta of the plan's shape. */
export const deltaFor = async (
  url: string,
  plan: RoundPlan,
  valueAt: (index: number) => number,
): Promise<Uint8Array> => {
  const { manifest, values } = await download(url, plan.checkpoint);
  return encodeFrame('delta', { manifest, values: values.map((_, index) => valueAt(index)) });
};

export const offerOf = (plan: RoundPlan, frame: Uint8Array): OfferUpdate => ({
  runId: plan.runId,
  round: plan.round,
  digest: `sha256:${createHash('sha256').update(frame).digest('hex')}`,
  payloadBytes: frame.length,
  numExamples: 10,
  metrics,
});
