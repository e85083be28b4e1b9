import {
  type ClientAuth,
  type ClientToCoordinator,
  type CoordinatorToClient,
  type DeclineRound,
  type Device,
  enrolAnswerSchema,
  isRejection,
  PROTOCOL_VERSIONS,
  type Progress,
  proofText,
  type Rejection,
  type RoundClosed,
  type RoundPlan,
  type RunOffer,
  rejections,
  roundClosedSchema,
  roundPlanSchema,
  runOfferSchema,
  type UpdateCounted,
  type UpdateExcluded,
  updateCountedSchema,
  updateExcludedSchema,
  uploadAnswerSchema,
} from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import type { ClientKey } from './client-key.ts';
import { createGate } from './gate.ts';
import { type Backoff, backoffMs, whenAsked } from './pause.ts';
import { restAfterSaid } from './rest-after.ts';
import type { UploadLink } from './upload.ts';

/** What the coordinator says, once it has been checked. */
interface LinkHandlers {
  onConnected(): void;
  onDisconnected(): void;
  /** The coordinator refused for good; the connection is closed. */
  onRefused(rejection: Rejection): void;
  onPlan(plan: RoundPlan): void;
  onRoundClosed(closed: RoundClosed): void;
  onUpdateExcluded(excluded: UpdateExcluded): void;
  onUpdateCounted(counted: UpdateCounted): void;
  onRunChanged(run: RunOffer): void;
}

interface LinkOptions extends LinkHandlers {
  /** The coordinator's address. */
  readonly url: string;
  readonly token: string;
  /** See `JoinOptions`. */
  readonly acceptSelfSigned?: boolean;
  /** Asked at every connection. */
  readonly key: () => Promise<ClientKey>;
}

/** A connection to the coordinator that comes back for ever. Requests reject when no answer came. */
export interface CoordinatorLink extends UploadLink {
  enrol(device: Device): Promise<ReturnType<typeof enrolAnswerSchema.parse>>;
  declineRound(message: DeclineRound): Promise<void>;
  /** May be lost. */
  progress(message: Progress): void;
  /** Hangs up when what was said before has been heard, until `wake`. */
  rest(): void;
  wake(): void;
  close(): void;
}

type ClientSocket = Socket<CoordinatorToClient, ClientToCoordinator>;

const ANSWER_TIMEOUT_MS = 30_000;
/** Short enough that everyone is back within the grace that a restarted coordinator gives a round. */
const RECONNECTION: Backoff = { minMs: 500, maxMs: 5_000 };

export const connectToCoordinator = (options: LinkOptions): CoordinatorLink => {
  const socket: ClientSocket = io(options.url, {
    transports: ['websocket'],
    // Clients in one process must not share a connection.
    forceNew: true,
    autoConnect: false,
    reconnectionDelay: RECONNECTION.minMs,
    reconnectionDelayMax: RECONNECTION.maxMs,
    randomizationFactor: 0.5,
    timeout: 10_000,
    ...(options.acceptSelfSigned ? { rejectUnauthorized: false } : {}),
    auth: (give) => {
      const connection = socket.io.engine.id;
      proveSelf(options, connection).then(
        // What was signed for a connection that is gone would be refused on the next.
        (auth) => (socket.io.engine.id === connection ? give(auth) : undefined),
        () => socket.io.engine.close(),
      );
    },
  });
  const ready = createGate();
  socket.on('disconnect', () => ready.shut());
  const stopReconnecting = keepConnected(socket, options);
  forwardMessages(socket, options);
  socket.connect();
  const rests = restAfterSaid({
    hangUp: () => {
      stopReconnecting();
      socket.disconnect();
    },
    connect: () => void socket.connect(),
  });
  const asked = () => {
    if (!socket.connected) throw new Error('There is no connection to the coordinator.');
    return socket.timeout(ANSWER_TIMEOUT_MS);
  };
  return {
    ready: ready.pass,
    enrol: async (device) => {
      const answer = enrolAnswerSchema.parse(await asked().emitWithAck('enrol', { device }));
      if (answer.ok && socket.connected) ready.open();
      return answer;
    },
    offerUpdate: async (message) =>
      uploadAnswerSchema.parse(await asked().emitWithAck('offerUpdate', message)),
    sendChunk: async (message) =>
      uploadAnswerSchema.parse(await asked().emitWithAck('sendChunk', message)),
    declineRound: async (message) => {
      const answered = asked().emitWithAck('declineRound', message);
      rests.said(answered);
      await answered;
    },
    progress: (message) => void socket.volatile.emit('progress', message),
    rest: rests.rest,
    wake: rests.wake,
    close: rests.close,
  };
};

/** What the coordinator asks of whoever connects (SPEC §1.5). */
const proveSelf = async (
  { token, key }: Pick<LinkOptions, 'token' | 'key'>,
  connection: string,
): Promise<ClientAuth> => {
  const protocolVersions = [...PROTOCOL_VERSIONS];
  const { publicKey, sign } = await key();
  const signature = await sign(proofText({ connection, token, protocolVersions }));
  return { token, protocolVersions, proof: { publicKey, signature } };
};

/**
 * socket.io comes back by itself when the transport broke, but not when the other side closed or
 * refused the connection; those cases are repeated here.
 * @returns stops the repetition.
 */
const keepConnected = (socket: ClientSocket, handlers: LinkHandlers): (() => void) => {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const comeBack = (waitMs?: number) => {
    if (socket.active) return;
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), waitMs ?? backoffMs(RECONNECTION, failures));
  };
  socket.on('connect', () => {
    failures = 0;
    handlers.onConnected();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    handlers.onDisconnected();
    comeBack();
  });
  /** Gives up on a refusal that will stay; says whether it was one. */
  const giveUpOn = (data: unknown): boolean => {
    if (!isRejection(data) || rejections[data.code].retry !== 'never') return false;
    clearTimeout(timer);
    socket.disconnect();
    handlers.onRefused(data);
    return true;
  };
  socket.on('connect_error', (error) => {
    const data = 'data' in error ? error.data : undefined;
    if (giveUpOn(data)) return;
    const { retryAfterMs } = isRejection(data) ? data : {};
    comeBack(retryAfterMs === undefined ? undefined : whenAsked(retryAfterMs));
  });
  socket.on('refused', giveUpOn);
  return () => clearTimeout(timer);
};

/** What does not follow the protocol is dropped: acting on half a message would be worse. */
const forwardMessages = (socket: ClientSocket, handlers: LinkHandlers): void => {
  socket.on('roundPlan', (message) => {
    const plan = roundPlanSchema.safeParse(message);
    if (plan.success) handlers.onPlan(plan.data);
  });
  socket.on('roundClosed', (message) => {
    const closed = roundClosedSchema.safeParse(message);
    if (closed.success) handlers.onRoundClosed(closed.data);
  });
  socket.on('updateExcluded', (message) => {
    const excluded = updateExcludedSchema.safeParse(message);
    if (excluded.success) handlers.onUpdateExcluded(excluded.data);
  });
  socket.on('updateCounted', (message) => {
    const counted = updateCountedSchema.safeParse(message);
    if (counted.success) handlers.onUpdateCounted(counted.data);
  });
  socket.on('runChanged', (message) => {
    const run = runOfferSchema.safeParse(message);
    if (run.success) handlers.onRunChanged(run.data);
  });
};
