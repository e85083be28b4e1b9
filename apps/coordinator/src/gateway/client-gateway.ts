import { isDeepStrictEqual } from 'node:util';
import {
  type ClientProgress,
  type Device,
  declineRoundSchema,
  enrolSchema,
  offerUpdateSchema,
  progressSchema,
  type Rejection,
  type RejectionCode,
  reject,
  sendChunkSchema,
} from '@tributary/protocol';
import { isMember } from '@tributary/rounds';
import type { FastifyBaseLogger } from 'fastify';
import type { Limits } from '../limits.ts';
import { reach } from '../reach.ts';
import type { Runner } from '../runner/runner.ts';
import { isActive } from '../runner/runs.ts';
import type { JoinTokens } from '../security/join-tokens.ts';
import { mayTakePart, runsFor } from '../security/opened-runs.ts';
import { answering } from './answering.ts';
import { authenticateClient } from './authenticate-client.ts';
import { createPace } from './limits/pace.ts';
import { offerUpdate, type ReceiveTools, receiveChunk } from './receive-update.ts';
import type { ClientNamespace, ClientSocket, Session, Sessions } from './sessions.ts';
import { countedBefore } from './tell-counted.ts';
import { noteSteps, type UploadStep } from './upload-step.ts';

export interface ClientGatewayOptions extends ReceiveTools {
  readonly namespace: ClientNamespace;
  readonly sessions: Sessions;
  readonly joinTokens: JoinTokens;
  readonly limits: Limits;
  readonly onUploadStep: (step: UploadStep) => void;
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
  const { namespace, joinTokens, limits, now, log } = options;
  const tools = { joinTokens, pace: createPace(limits), now };
  /** Connections whose id has done its service: nobody comes by the same proof again. */
  const proven = new WeakSet<object>();
  namespace.use(async (socket, next) => {
    const { conn, handshake } = socket;
    try {
      if (proven.has(conn)) return next(refusal(reject('bad-proof', 'used before')));
      const connection = connectionIdOf(socket);
      const authenticated = await authenticateClient(handshake.auth, connection, tools);
      if (!authenticated.ok) return next(refusal(authenticated));
      proven.add(conn);
      const { ok: _ok, ...data } = authenticated;
      Object.assign(socket.data, data);
      // Nobody needs it any more, and thousands of connections would keep it in memory.
      handshake.auth = {};
      next();
    } catch (error) {
      log.error({ err: error }, 'a client could not be let in');
      next(refusal(reject('internal-error')));
    }
  });
  namespace.on('connection', (socket) => {
    // The token may have been revoked while the proof was checked.
    if (joinTokens.isRevoked(socket.data.claims)) dismiss(socket, 'token-revoked');
    else openSession(socket, options);
  });
};

/** Engine.IO's id of a connection, which its client knows too; documented, but not in the types. */
const connectionIdOf = ({ conn }: ClientSocket): string =>
  (conn as unknown as { readonly id: string }).id;

/** Ends a connection and says why. */
export const dismiss = (socket: ClientSocket, code: RejectionCode): void => {
  socket.emit('refused', reject(code));
  socket.disconnect(true);
};

/** Socket.IO hands an error's `data` to the refused client. */
export const refusal = (rejection: Rejection): Error =>
  Object.assign(new Error(rejection.code), { data: rejection });

const openSession = (socket: ClientSocket, options: ClientGatewayOptions): void => {
  const { sessions, now, log, isClosing, onClientsChanged } = options;
  const { clientId } = socket.data;
  const session: Session = { socket, connectedAt: now(), device: null, announcements: 0 };
  const replaced = sessions.open(session);
  if (replaced !== undefined) endReplaced(replaced, session, options);
  log.debug({ clientId }, 'client connected');
  reach('client.connected');
  handleMessages(session, options);
  socket.on('disconnect', (reason) => {
    // A replaced session has nothing to say, and when the coordinator ends nobody departs.
    if (!sessions.close(session) || isClosing()) return;
    log.debug({ clientId, reason }, 'client left');
    reach('client.leave');
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
  dismiss(socket, 'session-replaced');
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
  { runs, sessions }: ClientGatewayOptions,
  concerns: (runner: Runner) => boolean,
): void => {
  for (const runner of runs.all()) {
    if (isActive(runner) && concerns(runner)) {
      // What could not be written is tried again; by then the client may be back.
      const isBack = () => {
        const session = sessions.get(clientId);
        return session?.device != null && mayTakePart(session.socket.data.claims, runner.runId);
      };
      const left = { [clientId]: reason };
      runs.dispatch(runner, { type: 'presenceChanged', joined: {}, left }, isBack);
    }
  }
};

const handleMessages = (session: Session, options: ClientGatewayOptions): void => {
  const { runs, log, onProgress, onUploadStep, now } = options;
  const { socket } = session;
  const { clientId, claims, protocolVersion } = socket.data;
  const answer = answering(log);
  const noted = noteSteps(onUploadStep, now);
  const openedRun = (runId: string): Runner | undefined =>
    mayTakePart(claims, runId) ? runs.find(runId) : undefined;
  const inRun = async <Answer>(
    runId: string,
    handle: (runner: Runner) => Promise<Answer>,
  ): Promise<Answer | Rejection> => {
    const runner = openedRun(runId);
    return runner === undefined ? reject('run-unknown') : handle(runner);
  };

  socket.on(
    'enrol',
    answer(enrolSchema, async ({ device }) => {
      reach('client.enrol');
      await joinRuns(session, device, options);
      reach('client.enrolled');
      for (const runner of runsFor(runs, claims)) {
        for (const counted of countedBefore(runner, clientId))
          socket.emit('updateCounted', counted);
      }
      return {
        ok: true as const,
        clientId,
        protocolVersion,
        runs: runsFor(runs, claims).map(runs.offerOf),
      };
    }),
  );
  socket.on(
    'offerUpdate',
    answer(offerUpdateSchema, (offer) =>
      noted(
        { clientId, ...placeOf(offer), bytes: 0 },
        inRun(offer.runId, (runner) => offerUpdate(runner, { clientId, offer }, options)),
      ),
    ),
  );
  socket.on(
    'sendChunk',
    answer(sendChunkSchema, (chunk) =>
      noted(
        { clientId, ...placeOf(chunk), bytes: chunk.bytes.length },
        inRun(chunk.runId, (runner) => receiveChunk(runner, { clientId, chunk }, options)),
      ),
    ),
  );
  socket.on(
    'declineRound',
    answer(declineRoundSchema, ({ runId, round, reason }) =>
      inRun(runId, async (runner) => {
        await runner.dispatch({ type: 'roundDeclined', clientId, round, reason });
        return { ok: true as const };
      }),
    ),
  );
  socket.on('progress', (message: unknown) => {
    const progress = progressSchema.safeParse(message);
    if (!progress.success) return;
    const runner = openedRun(progress.data.runId);
    if (runner && isMember(runner.state, clientId)) onProgress({ clientId, ...progress.data });
  });
};

const placeOf = ({ runId, round }: { readonly runId: string; readonly round: number }) => ({
  runId,
  round,
});

/** A device says what it is, and once or twice again when its backend changes. */
const MAX_ANNOUNCEMENTS = 10;

/** Makes the client available to every run that its token opens; the same device again is no news. */
const joinRuns = async (
  session: Session,
  device: Device,
  { runs, onClientsChanged }: ClientGatewayOptions,
): Promise<void> => {
  const { clientId, claims } = session.socket.data;
  const { device: before } = session;
  if (isDeepStrictEqual(before, device)) return;
  session.device = device;
  session.announcements += 1;
  onClientsChanged();
  // Every one is a line in the log of every run: nobody needs many.
  if (session.announcements > MAX_ANNOUNCEMENTS) return;
  // All at once: a departure that comes meanwhile must stand behind every one of them in its log.
  const joining = runsFor(runs, claims)
    .filter(isActive)
    .map((runner) =>
      runner.dispatch({ type: 'presenceChanged', joined: { [clientId]: device }, left: {} }),
    );
  await Promise.all(joining).catch((error) => {
    // It was not written everywhere: when the client says it again, that is news.
    session.device = before;
    throw error;
  });
};
