import type { IncomingMessage } from 'node:http';
import {
  type AdminToCoordinator,
  type ClientProgress,
  type CoordinatorToAdmin,
  describeIssues,
  type LoggedEvent,
  reject,
  watchRunSchema,
} from '@tributary/protocol';
import type { Namespace } from 'socket.io';
import type { Runner } from '../runner/runner.ts';
import type { Runs } from '../runner/runs.ts';
import type { Storage } from '../storage/storage.ts';
import { refusal } from './client-gateway.ts';

export interface AdminGateway {
  runEvent(runner: Runner, logged: LoggedEvent): void;
  clientProgress(progress: ClientProgress): void;
  listsChanged(): void;
}

export type AdminNamespace = Namespace<AdminToCoordinator, CoordinatorToAdmin>;

export interface AdminGatewayOptions {
  readonly namespace: AdminNamespace;
  readonly runs: Runs;
  readonly storage: Pick<Storage, 'listEvents'>;
  /** Whether the handshake carries an admin's session cookie or token. */
  readonly isAdmin: (request: IncomingMessage, token: unknown) => boolean;
}

const roomOf = (runId: string) => `run:${runId}`;

/** The dashboards' side of the wire: they replay a run's log and follow it live. */
export const serveAdmins = ({
  namespace,
  runs,
  storage,
  isAdmin,
}: AdminGatewayOptions): AdminGateway => {
  namespace.use((socket, next) => {
    const admitted = isAdmin(socket.request, socket.handshake.auth.token);
    next(admitted ? undefined : refusal(reject('not-signed-in')));
  });
  namespace.on('connection', (socket) => {
    socket.on('watchRun', async (message, acknowledge) => {
      if (typeof acknowledge !== 'function') return;
      const parsed = watchRunSchema.safeParse(message);
      if (!parsed.success) return acknowledge(reject('malformed', describeIssues(parsed.error)));
      const { runId, afterSeq } = parsed.data;
      if (runs.find(runId) === undefined) return acknowledge(reject('run-unknown'));
      // Joining first may show an event twice but never lose one; the reader drops what it has.
      await socket.join(roomOf(runId));
      try {
        acknowledge({ ok: true, events: await storage.listEvents(runId, afterSeq) });
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
  };
};
