import type { Server as HttpServer } from 'node:http';
import type { RejectionCode } from '@tributary/protocol';
import { mayBeWanted } from '@tributary/rounds';
import type { FastifyBaseLogger } from 'fastify';
import { Server } from 'socket.io';
import type { Folder } from '../folding/folder.ts';
import type { Limits } from '../limits.ts';
import type { ClientPort } from '../runner/perform-effects.ts';
import type { Runner } from '../runner/runner.ts';
import type { Runs } from '../runner/runs.ts';
import type { AccessGuard } from '../security/access-guard.ts';
import type { JoinTokens } from '../security/join-tokens.ts';
import { mayTakePart } from '../security/opened-runs.ts';
import type { RoleSession } from '../security/role-sessions.ts';
import { createSlices, type Slices } from '../slices.ts';
import type { Storage } from '../storage/storage.ts';
import { type AdminNamespace, serveAdmins } from './admin-gateway.ts';
import { dismiss, serveClients } from './client-gateway.ts';
import type { Callers } from './limits/callers.ts';
import { guardSockets } from './limits/guard-sockets.ts';
import { createTurnstile } from './limits/turnstile.ts';
import { mayJoinFrom } from './origin.ts';
import type { ClientNamespace, Sessions } from './sessions.ts';
import { newlyCounted } from './tell-counted.ts';
import type { UploadStep } from './upload-step.ts';
import { createUploads } from './uploads.ts';

export interface GatewayOptions {
  readonly server: HttpServer;
  readonly sessions: Sessions;
  readonly runs: Runs;
  readonly storage: Storage;
  readonly joinTokens: JoinTokens;
  readonly folder: Folder;
  readonly spoolFolder: string;
  readonly access: Pick<AccessGuard, 'whoIs'>;
  readonly limits: Limits;
  /** Of pages elsewhere that may join. */
  readonly allowedOrigins: readonly string[];
  readonly callers: Callers;
  /** Called after each step of an upload, for the books. */
  readonly onUploadStep: (step: UploadStep) => void;
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
}

export interface Gateway {
  /**
   * Makes the run's clients those that are connected and may take part in it. Asked for before a
   * start, so that the first cohort is drawn from all, and after it, for those who came meanwhile.
   */
  admitClients(runner: Runner): Promise<void>;
  /** Uploads that have begun and are not judged yet. */
  uploadsInProgress(): number;
  /** Ends the sessions of the clients that came by this join token. */
  dismissClients(tokenId: string): void;
  /** Ends the connections of the dashboards that this session opened. */
  dismissDashboards(session: RoleSession): void;
  /** Whether the coordinator is ending. */
  readonly isClosing: boolean;
  close(): void;
}

/** Dashboards need not hear of the clients more often than this. */
const LISTS_CHANGED_EVERY_MS = 500;

/** Socket.IO on the coordinator's HTTP server: clients at `/`, dashboards at `/admin`. */
export const openGateway = (options: GatewayOptions): Gateway => {
  const { sessions, runs } = options;
  const io = createServer(options);
  const endGuard = guardSockets(io, options);
  let closing = false;
  const admins = serveAdmins({ ...options, namespace: io.of('/admin') as AdminNamespace });
  const uploads = createUploads();
  const { maxUploadsAtOnce: places, uploadTurnMs: holdMs } = options.limits;
  const turnstile = createTurnstile({ places, holdMs });
  const listsChanged = coalesced(admins.listsChanged, LISTS_CHANGED_EVERY_MS);
  const clients = io.of('/') as ClientNamespace;
  serveClients({
    ...options,
    namespace: clients,
    uploads,
    turnstile,
    onProgress: admins.clientProgress,
    isClosing: () => closing,
    onClientsChanged: listsChanged.call,
  });
  const slices = createSlices();
  const tellClients = createRunNews(options, clients, slices);
  runs.listen({
    onCreated: (runner) => {
      listsChanged.call();
      tellClients(runner, false);
    },
    onEvent: (runner, logged) => {
      admins.runEvent(runner, logged);
      listsChanged.call();
      tellClients(runner, logged.event.type === 'evaluated');
      uploads.discardRun(runner.runId, (...of) => mayBeWanted(runner.state, ...of));
    },
  });
  return {
    uploadsInProgress: () => uploads.count,
    admitClients: async (runner) => {
      const { runId, state } = runner;
      const came = sessions
        .enrolled()
        .filter(({ socket: { data } }) => mayTakePart(data.claims, runId))
        .map(({ socket: { data }, device }) => [data.clientId, device] as const)
        .filter(([clientId]) => state.clients[clientId] === undefined);
      const gone = Object.keys(state.clients).filter((clientId) => !sessions.get(clientId));
      await runner.dispatch({
        type: 'presenceChanged',
        joined: Object.fromEntries(came),
        left: Object.fromEntries(gone.map((clientId) => [clientId, 'gone before the start'])),
      });
    },
    dismissClients: (tokenId) => {
      for (const { socket } of sessions.openedBy(tokenId)) dismiss(socket, 'token-revoked');
    },
    dismissDashboards: admins.dismiss,
    get isClosing() {
      return closing;
    },
    close: () => {
      closing = true;
      listsChanged.cancel();
      slices.close();
      endGuard();
      // The HTTP server is not Socket.IO's to close: the app does it after this.
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
};

const createServer = ({ server, limits, allowedOrigins }: GatewayOptions): Server => {
  const io = new Server(server, {
    transports: ['websocket'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: limits.maxMessageBytes,
    connectTimeout: limits.connectWithinMs,
    pingInterval: limits.pingIntervalMs,
    pingTimeout: limits.pingTimeoutMs,
    allowRequest: (request, callback) => {
      const allowed = mayJoinFrom(request, allowedOrigins);
      callback(allowed ? null : ('bad-origin' satisfies RejectionCode), allowed);
    },
  });
  scatterPings(io, limits);
  return io;
};

/** The intervals of two connections differ by at most this share of them. */
const PING_SPREAD = 0.2;

/**
 * Those who come back together after a restart would be pinged together for ever. Engine.IO asks for the
 * interval with every connection.
 */
const scatterPings = ({ engine }: Server, { pingIntervalMs }: Limits): void => {
  Object.defineProperty(engine.opts, 'pingInterval', {
    get: () => Math.round(pingIntervalMs * (1 - PING_SPREAD * Math.random())),
  });
};

/** A message to so many is encoded once. */
const TOLD_AT_ONCE = 50;

/** Tells a run's clients of its status and last result, when these have changed. */
const createRunNews = (
  { runs, sessions }: Pick<GatewayOptions, 'runs' | 'sessions'>,
  namespace: ClientNamespace,
  slices: Slices,
): ((runner: Runner, isCommit: boolean) => void) => {
  const told = new Map<string, { readonly status: string; readonly rounds: number }>();
  const tellCounted = (runner: Runner): void => {
    const counted = newlyCounted(runner);
    for (let first = 0; first < counted.length; first += TOLD_AT_ONCE) {
      const some = counted.slice(first, first + TOLD_AT_ONCE);
      slices.add(() => {
        for (const [clientId, message] of some) {
          sessions.get(clientId)?.socket.emit('updateCounted', message);
        }
      });
    }
  };
  return (runner, isCommit) => {
    const { runId, state } = runner;
    const { status, history } = state;
    const before = told.get(runId);
    if (before?.status === status && before.rounds === history.length) return;
    told.set(runId, { status, rounds: history.length });
    if (isCommit) tellCounted(runner);
    const offer = runs.offerOf(runner);
    const concerned = sessions
      .enrolled()
      .filter(({ socket: { data } }) => mayTakePart(data.claims, runId))
      .map(({ socket }) => socket.id);
    for (let first = 0; first < concerned.length; first += TOLD_AT_ONCE) {
      const ids = concerned.slice(first, first + TOLD_AT_ONCE);
      // Every socket is in a room of its own name.
      slices.add(() => void namespace.to(ids).emit('runChanged', offer));
    }
  };
};

/** The plans and notices of the runner, addressed to whoever is connected. */
export const createClientPort = (sessions: Sessions): ClientPort => ({
  sendPlan: (clientId, plan) => void sessions.get(clientId)?.socket.emit('roundPlan', plan),
  closeRound: (clientIds, message) => {
    for (const clientId of clientIds) sessions.get(clientId)?.socket.emit('roundClosed', message);
  },
  tellExcluded: (clientId, message) =>
    void sessions.get(clientId)?.socket.emit('updateExcluded', message),
});

/** Calls `notify` at most once in `everyMs`, and always after the last call. */
const coalesced = (notify: () => void, everyMs: number) => {
  let timer: NodeJS.Timeout | undefined;
  return {
    call: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        notify();
      }, everyMs);
    },
    cancel: () => clearTimeout(timer),
  };
};
