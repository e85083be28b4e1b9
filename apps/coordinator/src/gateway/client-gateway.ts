import { isDeepStrictEqual } from 'node:util';
import {
  type ClientProgress,
  type Device,
  declineRoundSchema,
  enrolSchema,
  offerUpdateSchema,
  progressSchema,
  type Rejection,
  reject,
  sendChunkSchema,
} from '@tributary/protocol';
import { isMember } from '@tributary/rounds';
import type { FastifyBaseLogger } from 'fastify';
import type { Runner } from '../runner/runner.ts';
import { isActive, mayTakePart, runsFor } from '../runner/runs.ts';
import type { TokenSigner } from '../security/tokens.ts';
import { answering } from './answering.ts';
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
  const { sessions, now, log, isClosing, onClientsChanged } = options;
  const { clientId } = socket.data;
  const session: Session = { socket, connectedAt: now(), device: null };
  const replaced = sessions.open(session);
  if (replaced !== undefined) endReplaced(replaced, session, options);
  log.debug({ clientId }, 'client connected');
  handleMessages(session, options);
  socket.on('disconnect', (reason) => {
    // A replaced session has nothing to say, and when the coordinator ends nobody departs.
    if (!sessions.close(session) || isClosing()) return;
    log.debug({ clientId, reason }, 'client left');
    leaveRuns(clientId, reason, options, () => true);
    onClientsChanged();
  });
};

/** The newer session takes the older one's place, but only in runs that its own token opens. */
const endReplaced = (
  { socket }: Session,
  { socket: { data } }: Session,
  options: ClientGatewayOptions,
): void => {
  socket.emit('refused', reject('session-replaced'));
  socket.disconnect(true);
  leaveRuns(
    data.clientId,
    'replaced by a session for another run',
    options,
    ({ runId }) => !mayTakePart(data.claims, runId),
  );
};

/** Tells the runs that a client is gone; those that never had it take no notice. */
const leaveRuns = (
  clientId: string,
  reason: string,
  { runs }: ClientGatewayOptions,
  concerns: (runner: Runner) => boolean,
): void => {
  for (const runner of runs.all()) {
    if (isActive(runner) && concerns(runner)) {
      runs.dispatch(runner, { type: 'clientLeft', clientId, reason });
    }
  }
};

const handleMessages = (session: Session, options: ClientGatewayOptions): void => {
  const { runs, signer, log, onProgress } = options;
  const { socket } = session;
  const { clientId, claims, protocolVersion } = socket.data;
  const answer = answering(log);
  const openedRun = (runId: string): Runner | undefined =>
    mayTakePart(claims, runId) ? runs.find(runId) : undefined;

  socket.on(
    'enrol',
    answer(enrolSchema, async ({ device }) => {
      await joinRuns(session, device, options);
      return {
        ok: true as const,
        identity: signer.identify(clientId),
        protocolVersion,
        runs: runsFor(runs, claims).map(runs.offerOf),
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
      const runner = openedRun(runId);
      if (runner === undefined) return reject('run-unknown');
      await runner.dispatch({ type: 'roundDeclined', clientId, round, reason });
      return { ok: true as const };
    }),
  );
  socket.on('progress', (message: unknown) => {
    const progress = progressSchema.safeParse(message);
    if (!progress.success) return;
    const runner = openedRun(progress.data.runId);
    if (runner && isMember(runner.state, clientId)) onProgress({ clientId, ...progress.data });
  });
};

/** Makes the client available to every run that its token opens; the same device again is no news. */
const joinRuns = async (
  session: Session,
  device: Device,
  { runs, onClientsChanged }: ClientGatewayOptions,
): Promise<void> => {
  const { clientId, claims } = session.socket.data;
  if (isDeepStrictEqual(session.device, device)) return;
  session.device = device;
  onClientsChanged();
  // All at once: a departure that comes meanwhile must stand behind every one of them in its log.
  await Promise.all(
    runsFor(runs, claims)
      .filter(isActive)
      .map((runner) => runner.dispatch({ type: 'clientJoined', clientId, device })),
  );
};
