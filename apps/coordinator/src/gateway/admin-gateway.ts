import {
  type AdminToCoordinator,
  type ClientProgress,
  type CoordinatorToAdmin,
  describeIssues,
  type LoggedEvent,
  reject,
  watchRunSchema,
} from '@tributary/protocol';
import type { DefaultEventsMap, Namespace } from 'socket.io';
import { RefusedError } from '../routes/refused-error.ts';
import type { Runner } from '../runner/runner.ts';
import type { Runs } from '../runner/runs.ts';
import type { AccessGuard } from '../security/access-guard.ts';
import type { RoleSession } from '../security/role-sessions.ts';
import type { Storage } from '../storage/storage.ts';
import { refusal } from './client-gateway.ts';
import type { Callers } from './limits/callers.ts';
import { isOwnOrigin } from './origin.ts';

export interface AdminGateway {
  runEvent(runner: Runner, logged: LoggedEvent): void;
  clientProgress(progress: ClientProgress): void;
  listsChanged(): void;
  /** Ends the connections that this session opened. */
  dismiss(session: RoleSession): void;
}

export type AdminNamespace = Namespace<
  AdminToCoordinator,
  CoordinatorToAdmin,
  DefaultEventsMap,
  { session: RoleSession | null }
>;

type AdminSocket = Parameters<Parameters<AdminNamespace['use']>[0]>[0];

export interface AdminGatewayOptions {
  readonly namespace: AdminNamespace;
  readonly runs: Runs;
  readonly storage: Pick<Storage, 'listEvents'>;
  readonly access: Pick<AccessGuard, 'whoIs'>;
  readonly callers: Callers;
  readonly now: () => number;
}

/** Of a log at once, about half a megabyte: a long one must not hold up everybody's heartbeat. */
const PAGE_EVENTS = 2_000;

const roomOf = (runId: string) => `run:${runId}`;
const roomOfSession = ({ idHash }: RoleSession) => `session:${idHash}`;

/** The dashboards' side of the wire: they replay a run's log and follow it live. */
export const serveAdmins = ({
  namespace,
  runs,
  storage,
  access,
  callers,
  now,
}: AdminGatewayOptions): AdminGateway => {
  namespace.use(async (socket, next) => {
    const { token } = socket.handshake.auth;
    const offered = typeof token === 'string' ? token : undefined;
    // Pages elsewhere may join, no more: the browser would send them the dashboard's cookie.
    if (!isOwnOrigin(socket.request)) return next(refusal(reject('bad-origin')));
    const { headers } = socket.request;
    try {
      const actor = await access.whoIs({ headers, ip: callers.addressOf(socket.request) }, offered);
      if (actor === null) return next(refusal(reject('not-signed-in')));
      socket.data.session = actor.session;
      next();
    } catch (error) {
      next(refusal(error instanceof RefusedError ? error.rejection : reject('not-signed-in')));
    }
  });
  namespace.on('connection', (socket) => {
    endWithSession(socket, now());
    socket.on('watchRun', async (message, acknowledge) => {
      if (typeof acknowledge !== 'function') return;
      const parsed = watchRunSchema.safeParse(message);
      if (!parsed.success) return acknowledge(reject('malformed', describeIssues(parsed.error)));
      const { runId, afterSeq } = parsed.data;
      if (runs.find(runId) === undefined) return acknowledge(reject('run-unknown'));
      // Joining first may show an event twice but never lose one; the reader drops what it has.
      await socket.join(roomOf(runId));
      try {
        acknowledge({ ok: true, events: await storage.listEvents(runId, afterSeq, PAGE_EVENTS) });
      } catch {
        acknowledge(reject('internal-error'));
      }
    });
    socket.on('unwatchRun', (message) => {
      const parsed = watchRunSchema.pick({ runId: true }).safeParse(message);
      if (parsed.success) void socket.leave(roomOf(parsed.data.runId));
    });
  });
  return {
    runEvent: ({ runId }, logged) =>
      namespace.to(roomOf(runId)).emit('runEvent', { runId, logged }),
    clientProgress: (progress) =>
      namespace.to(roomOf(progress.runId)).volatile.emit('clientProgress', progress),
    listsChanged: () => namespace.emit('listsChanged'),
    dismiss: (session) => namespace.in(roomOfSession(session)).disconnectSockets(true),
  };
};

/** A dashboard that stays open sees nothing more when its session is over. */
const endWithSession = (socket: AdminSocket, now: number): void => {
  const { session } = socket.data;
  if (session === null) return;
  void socket.join(roomOfSession(session));
  const timer = setTimeout(() => socket.disconnect(true), session.endsAt - now);
  timer.unref();
  socket.on('disconnect', () => clearTimeout(timer));
};
