import {
  acknowledgementSchema,
  type ClientProgress,
  declineRoundSchema,
  describeIssues,
  enrolSchema,
  offerUpdateSchema,
  progressSchema,
  type Rejection,
  reject,
  sendChunkSchema,
} from '@tributary/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { z } from 'zod';
import type { Runner } from '../runner/runner.ts';
import { isActive, runsFor } from '../runner/runs.ts';
import type { TokenSigner } from '../security/tokens.ts';
import { authenticateClient } from './authenticate-client.ts';
import { offerUpdate, type ReceiveTools, receiveChunk } from './receive-update.ts';
import type { ClientNamespace, ClientSocket, Session, Sessions } from './sessions.ts';

export interface ClientGatewayOptions extends ReceiveTools {
  readonly namespace: ClientNamespace;
  readonly sessions: Sessions;
  readonly signer: TokenSigner;
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
  /** Somebody's training advanced; shown on dashboards, never kept. */
  readonly onProgress: (progress: ClientProgress) => void;
  /** Whether the coordinator itself is ending: then a lost connection is no departure. */
  readonly isClosing: () => boolean;
  /** The list of connected clients changed. */
  readonly onClientsChanged: () => void;
}

/** The clients' side of the wire: handshake, enrolment, uploads, departure. */
export const serveClients = (options: ClientGatewayOptions): void => {
  const { namespace, signer, now } = options;
  namespace.use((socket, next) => {
    const authenticated = authenticateClient(socket.handshake.auth, signer, now());
    if (!authenticated.ok) return next(refusal(authenticated));
    const { ok: _ok, ...data } = authenticated;
    Object.assign(socket.data, data);
    next();
  });
  namespace.on('connection', (socket) => openSession(socket, options));
};

/** Socket.IO hands an error's `data` to the refused client. */
export const refusal = (rejection: Rejection): Error =>
  Object.assign(new Error(rejection.code), { data: rejection });

const openSession = (socket: ClientSocket, options: ClientGatewayOptions): void => {
  const { sessions, runs, now, log, isClosing, onClientsChanged } = options;
  const { clientId, claims } = socket.data;
  const session: Session = { socket, connectedAt: now(), device: null };
  const replaced = sessions.open(session);
  if (replaced !== undefined) {
    replaced.socket.emit('refused', reject('session-replaced'));
    replaced.socket.disconnect(true);
  }
  log.debug({ clientId }, 'client connected');
  handleMessages(session, options);
  socket.on('disconnect', (reason) => {
    if (!sessions.close(session) || session.device === null || isClosing()) return;
    log.debug({ clientId, reason }, 'client left');
    for (const runner of runsFor(runs, claims).filter(isActive)) {
      dispatchQuietly(runner, { type: 'clientLeft', clientId, reason }, log);
    }
    onClientsChanged();
  });
};

const handleMessages = (session: Session, options: ClientGatewayOptions): void => {
  const { runs, signer, log, onProgress, onClientsChanged } = options;
  const { socket } = session;
  const { clientId, claims, protocolVersion } = socket.data;
  const answer = answering(log);

  socket.on(
    'enrol',
    answer(enrolSchema, async ({ device }) => {
      session.device = device;
      for (const runner of runsFor(runs, claims).filter(isActive)) {
        await runner.dispatch({ type: 'clientJoined', clientId, device });
      }
      onClientsChanged();
      const offers = runsFor(runs, claims).map(runs.offerOf);
      return {
        ok: true as const,
        identity: signer.identify(clientId),
        protocolVersion,
        runs: offers,
      };
    }),
  );
  socket.on(
    'offerUpdate',
    answer(offerUpdateSchema, (offer) => offerUpdate(clientId, offer, options)),
  );
  socket.on(
    'sendChunk',
    answer(sendChunkSchema, (chunk) => receiveChunk(clientId, chunk, options)),
  );
  socket.on(
    'declineRound',
    answer(declineRoundSchema, async ({ runId, round, reason }) => {
      const runner = runs.find(runId);
      if (runner === undefined) return reject('run-unknown');
      await runner.dispatch({ type: 'roundDeclined', clientId, round, reason });
      return acknowledgementSchema.parse({ ok: true });
    }),
  );
  socket.on('progress', (message: unknown) => {
    const progress = progressSchema.safeParse(message);
    if (progress.success) onProgress({ clientId, ...progress.data });
  });
};

/**
 * Wraps a handler so that whatever a client sends gets an answer: a message that does not follow its
 * schema is `malformed`, a fault of ours is `internal-error`, and nothing is thrown past this point.
 */
const answering =
  (log: FastifyBaseLogger) =>
  <Schema extends z.ZodType, Answer>(
    schema: Schema,
    handle: (message: z.output<Schema>) => Answer | Promise<Answer>,
  ) =>
  async (message: unknown, acknowledge: unknown): Promise<void> => {
    const reply = typeof acknowledge === 'function' ? acknowledge : () => undefined;
    const parsed = schema.safeParse(message);
    if (!parsed.success) {
      reply(reject('malformed', describeIssues(parsed.error)));
      return;
    }
    try {
      reply(await handle(parsed.data));
    } catch (error) {
      log.error({ err: error }, 'a client message could not be handled');
      reply(reject('internal-error'));
    }
  };

const dispatchQuietly = (
  runner: Runner,
  event: Parameters<Runner['dispatch']>[0],
  log: FastifyBaseLogger,
): void => {
  runner.dispatch(event).catch((error) => {
    log.error({ runId: runner.runId, event: event.type, err: error }, 'event not logged');
  });
};
