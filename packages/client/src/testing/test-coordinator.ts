import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ClientAuth,
  type ClientToCoordinator,
  type CoordinatorToClient,
  clientAuthSchema,
  type DeclineRound,
  type Device,
  declineRoundSchema,
  enrolSchema,
  MAX_CHUNK_BYTES,
  negotiateVersion,
  type OfferUpdate,
  offerUpdateSchema,
  type Progress,
  progressSchema,
  proofText,
  type Rejection,
  type RunOffer,
  reject,
  sendChunkSchema,
  type UploadAnswer,
} from '@tributary/protocol';
import { Server, type Socket } from 'socket.io';
import { globalModel, runOffer } from './fixtures.ts';
import { signatureHolds } from './signature-holds.ts';

export const TOKEN = 'a-join-token';

export interface TestCoordinatorOptions {
  readonly runs?: readonly RunOffer[];
  /** Answers so many requests for the runs with a bare 500 first. */
  readonly joinFailures?: number;
  /** Refuses a connection, or lets it in. */
  readonly refuse?: (auth: ClientAuth) => Rejection | undefined;
  /** Answers an offer in the coordinator's place. */
  readonly answerOffer?: (offer: OfferUpdate) => UploadAnswer | undefined;
  /** Cuts the transport when so many chunks have been stored, once. */
  readonly cutAfterChunks?: number;
}

type ClientSocket = Socket<ClientToCoordinator, CoordinatorToClient>;

/** A real socket.io and HTTP server that keeps to the protocol and writes down what it hears. */
export const startTestCoordinator = async (options: TestCoordinatorOptions = {}) => {
  const book = openBook();
  const runs = options.runs ?? [runOffer()];
  const http = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/api/join') {
      book.heard.joins += 1;
      if (book.heard.joins <= (options.joinFailures ?? 0)) response.statusCode = 500;
      response.end(JSON.stringify({ coordinator: 'test', runs }));
    } else if (path === `/api/checkpoints/${globalModel.digest}`) {
      book.heard.downloads += 1;
      response.end(globalModel.frame);
    } else {
      response.statusCode = 404;
      response.end(JSON.stringify(reject('not-found')));
    }
  });
  const io = new Server<ClientToCoordinator, CoordinatorToClient>(http, {
    transports: ['websocket'],
  });
  io.use((socket, next) => {
    const auth = clientAuthSchema.parse(socket.handshake.auth);
    book.heard.auths.push(auth);
    const refusal = options.refuse?.(auth) ?? judge(auth, connectionIdOf(socket));
    next(refusal && Object.assign(new Error(refusal.code), { data: refusal }));
  });
  io.on('connection', (socket) => {
    takeEnrolments(socket, { book, runs });
    takeUpdates(socket, { book, options });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...book,
    /** To every connected client. */
    clients: io,
    close: () => io.close(),
  };
};

/** What the server heard, and the bytes of each update by its digest. */
const openBook = () => ({
  heard: {
    auths: [] as ClientAuth[],
    devices: [] as Device[],
    offers: [] as OfferUpdate[],
    chunkBytes: [] as number[],
    declines: [] as DeclineRound[],
    progress: [] as Progress[],
    joins: 0,
    downloads: 0,
  },
  uploads: new Map<string, Uint8Array>(),
});
type Book = ReturnType<typeof openBook>;

/** Engine.IO's id of a connection; documented, but not in the types. */
const connectionIdOf = ({ conn }: ClientSocket): string =>
  (conn as unknown as { readonly id: string }).id;

const judge = (
  { token, protocolVersions, proof }: ClientAuth,
  connection: string,
): Rejection | undefined => {
  if (token !== TOKEN) return reject('bad-token');
  if (negotiateVersion(protocolVersions) === null) return reject('protocol-version-unsupported');
  return signatureHolds(proof, proofText({ connection, token, protocolVersions }))
    ? undefined
    : reject('bad-proof');
};

const takeEnrolments = (
  socket: ClientSocket,
  { book: { heard }, runs }: { book: Book; runs: readonly RunOffer[] },
): void => {
  const { proof } = clientAuthSchema.parse(socket.handshake.auth);
  socket.on('enrol', (message, ack) => {
    heard.devices.push(enrolSchema.parse(message).device);
    ack({ ok: true, clientId: proof.publicKey.slice(0, 32), protocolVersion: 1, runs: [...runs] });
  });
  socket.on('declineRound', (message, ack) => {
    heard.declines.push(declineRoundSchema.parse(message));
    ack({ ok: true });
  });
  socket.on('progress', (message) => heard.progress.push(progressSchema.parse(message)));
};

const takeUpdates = (
  socket: ClientSocket,
  { book: { heard, uploads }, options }: { book: Book; options: TestCoordinatorOptions },
): void => {
  const answer = (digest: string): UploadAnswer => {
    const offset = uploads.get(digest)?.length ?? 0;
    const offer = heard.offers.findLast((other) => other.digest === digest);
    return { ok: true, status: offset === offer?.payloadBytes ? 'accepted' : 'send', offset };
  };
  socket.on('offerUpdate', (message, ack) => {
    const offer = offerUpdateSchema.parse(message);
    heard.offers.push(offer);
    ack(options.answerOffer?.(offer) ?? answer(offer.digest));
  });
  socket.on('sendChunk', (message, ack) => {
    const { digest, offset, bytes } = sendChunkSchema.parse(message);
    if (bytes.length > MAX_CHUNK_BYTES) return ack(reject('too-large'));
    const stored = uploads.get(digest) ?? new Uint8Array(0);
    if (offset !== stored.length) return ack(reject('wrong-offset'));
    heard.chunkBytes.push(bytes.length);
    uploads.set(digest, Buffer.concat([stored, bytes]));
    if (heard.chunkBytes.length === options.cutAfterChunks) return socket.conn.close();
    ack(answer(digest));
  });
};
