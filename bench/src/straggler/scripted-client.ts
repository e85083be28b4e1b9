import { createHash } from 'node:crypto';
import type { FlatWeights } from '@tributary/fedavg';
import {
  type ClientToCoordinator,
  type CoordinatorToClient,
  decodeFrame,
  encodeFrame,
  MAX_CHUNK_BYTES,
  type OfferUpdate,
  PROTOCOL_VERSIONS,
  type RoundPlan,
} from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';

type ClientSocket = Socket<CoordinatorToClient, ClientToCoordinator>;

export interface ScriptedClientOptions {
  readonly url: string;
  readonly token: string;
  /** How long its training takes, from the plan to the first byte of its update. */
  readonly workMs: number;
}

/** A client that does not train: it answers every plan with a small valid delta, after a set time. */
export const connectScriptedClient = async ({
  url,
  token,
  workMs,
}: ScriptedClientOptions): Promise<{ close(): void }> => {
  const socket: ClientSocket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token, protocolVersions: [...PROTOCOL_VERSIONS] },
  });
  let work: NodeJS.Timeout | undefined;
  let model: Promise<FlatWeights> | undefined;
  socket.on('roundPlan', (plan) => {
    // Every round's model has the same shape, and its values do not matter here.
    model ??= download(url, plan);
    clearTimeout(work);
    work = setTimeout(() => {
      // Whoever is too late is told so, and gets the next plan.
      answer(socket, plan, model as Promise<FlatWeights>).catch(() => undefined);
    }, workMs);
  });
  socket.on('roundClosed', () => clearTimeout(work));
  const enrolled = await socket.timeout(60_000).emitWithAck('enrol', {
    device: { kind: 'node', name: `${workMs} ms`, backend: 'cpu', backendReason: 'a script' },
  });
  if (!enrolled.ok) throw new Error(enrolled.message);
  return {
    close: () => {
      clearTimeout(work);
      socket.close();
    },
  };
};

const download = async (url: string, { checkpoint }: RoundPlan): Promise<FlatWeights> => {
  const response = await fetch(`${url}/api/checkpoints/${checkpoint}`);
  const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error(frame.message);
  return frame.weights;
};

const answer = async (
  socket: ClientSocket,
  { runId, round, seed }: RoundPlan,
  model: Promise<FlatWeights>,
): Promise<void> => {
  const { manifest, values } = await model;
  // Clients that sent the same bytes would be told apart by nothing.
  const moved = values.map((_, index) => ((seed + index) % 1_000) * 1e-7);
  const frame = encodeFrame('delta', { manifest, values: moved });
  const offer: OfferUpdate = {
    ...{ runId, round, payloadBytes: frame.length, numExamples: 10 },
    digest: `sha256:${createHash('sha256').update(frame).digest('hex')}`,
    metrics: { steps: 1, trainMs: 1, backend: 'cpu' },
  };
  const reply = socket.timeout(60_000);
  let told = await reply.emitWithAck('offerUpdate', offer);
  while (told.ok && told.status === 'send' && told.offset < frame.length) {
    const { digest } = offer;
    const { offset } = told;
    const bytes = frame.subarray(offset, offset + MAX_CHUNK_BYTES);
    told = await reply.emitWithAck('sendChunk', { runId, round, digest, offset, bytes });
  }
};
