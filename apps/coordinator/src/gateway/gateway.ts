import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { RejectionCode } from '@tributary/protocol';
import { isMember } from '@tributary/rounds';
import type { FastifyBaseLogger } from 'fastify';
import { Server } from 'socket.io';
import type { Folder } from '../folding/folder.ts';
import type { ClientPort } from '../runner/perform-effects.ts';
import type { Runner } from '../runner/runner.ts';
import { mayTakePart, type Runs } from '../runner/runs.ts';
import type { TokenSigner } from '../security/tokens.ts';
import type { Storage } from '../storage/storage.ts';
import { type AdminNamespace, serveAdmins } from './admin-gateway.ts';
import { serveClients } from './client-gateway.ts';
import { isAllowedOrigin } from './origin.ts';
import type { ClientNamespace, Sessions } from './sessions.ts';
import { createUploads } from './uploads.ts';

export interface GatewayOptions {
  readonly server: HttpServer;
  readonly sessions: Sessions;
  readonly runs: Runs;
  readonly storage: Storage;
  readonly signer: TokenSigner;
  readonly folder: Folder;
  readonly spoolFolder: string;
  readonly isAdmin: (request: IncomingMessage, token: unknown) => boolean;
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
}

export interface Gateway {
  /**
   * Makes the run's clients those that are connected and may take part in it. Asked for before a
   * start, so that the first cohort is drawn from all, and after it, for those who came meanwhile.
   */
  admitClients(runner: Runner): Promise<void>;
  close(): void;
}

/** The largest message: a chunk, its envelope, and room. */
const MAX_MESSAGE_BYTES = 512 * 1024;

/** Dashboards need not hear of the clients more often than this. */
const LISTS_CHANGED_EVERY_MS = 500;

/** Socket.IO on the coordinator's HTTP server: clients at `/`, dashboards at `/admin`. */
export const openGateway = (options: GatewayOptions): Gateway => {
  const { server, sessions, runs } = options;
  const io = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: 10_000,
    allowRequest: (request, callback) => {
      const allowed = isAllowedOrigin(request);
      callback(allowed ? null : ('bad-origin' satisfies RejectionCode), allowed);
    },
  });
  let closing = false;
  const admins = serveAdmins({ ...options, namespace: io.of('/admin') as AdminNamespace });
  const uploads = createUploads();
  const listsChanged = coalesced(admins.listsChanged, LISTS_CHANGED_EVERY_MS);
  serveClients({
    ...options,
    namespace: io.of('/') as ClientNamespace,
    uploads,
    onProgress: admins.clientProgress,
    isClosing: () => closing,
    onClientsChanged: listsChanged.call,
  });
  const tellClients = createRunNews(runs, sessions);
  runs.listen({
    onCreated: (runner) => {
      listsChanged.call();
      tellClients(runner);
    },
    onEvent: (runner, logged) => {
      admins.runEvent(runner, logged);
      listsChanged.call();
      tellClients(runner);
      uploads.discardRun(runner.runId, (clientId) => isMember(runner.state, clientId));
    },
  });
  return {
    admitClients: async (runner) => {
      for (const { socket, device } of sessions.enrolled()) {
        const { clientId, claims } = socket.data;
        if (!mayTakePart(claims, runner.runId) || runner.state.clients[clientId]) continue;
        await runner.dispatch({ type: 'clientJoined', clientId, device });
      }
      for (const clientId of Object.keys(runner.state.clients)) {
        if (sessions.get(clientId) !== undefined) continue;
        await runner.dispatch({ type: 'clientLeft', clientId, reason: 'gone before the start' });
      }
    },
    close: () => {
      closing = true;
      listsChanged.cancel();
      // The HTTP server is not Socket.IO's to close: the app does it after this.
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
};

/** Tells a run's clients of its status and last result, when these have changed. */
const createRunNews = (runs: Runs, sessions: Sessions): ((runner: Runner) => void) => {
  const told = new Map<string, string>();
  return (runner) => {
    const { runId, state } = runner;
    const news = `${state.status}/${state.history.length}`;
    if (told.get(runId) === news) return;
    told.set(runId, news);
    const offer = runs.offerOf(runner);
    for (const { socket } of sessions.enrolled()) {
      if (mayTakePart(socket.data.claims, runId)) socket.emit('runChanged', offer);
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
