import type {
  AdminToCoordinator,
  ClientProgress,
  CoordinatorToAdmin,
  LoggedEvent,
  RunConfig,
} from '@tributary/protocol';
import { initialRunState, type RunState, reduceRun } from '@tributary/rounds';
import { io, type Socket } from 'socket.io-client';
import type { AdminAccess } from './admin-api.ts';

export interface RunWatch {
  readonly runId: string;
  readonly config: RunConfig;
  /** Called after every event; the first time with the state before any. */
  onState(state: RunState): void;
  onProgress(progress: ClientProgress): void;
}

/**
 * Follows a run by its event log over the admin socket, over disconnections too.
 * @returns a function that ends it
 */
export const watchRun = (access: AdminAccess, watch: RunWatch): (() => void) => {
  let state = initialRunState;
  let lastSeq = 0;
  const socket: Socket<CoordinatorToAdmin, AdminToCoordinator> = io(`${access.url}/admin`, {
    transports: ['websocket'],
    auth: { token: access.adminToken },
    // The certificate is the coordinator's own, made a moment ago on this machine.
    rejectUnauthorized: false,
  });
  const apply = (logged: LoggedEvent) => {
    if (logged.seq !== lastSeq + 1) return;
    lastSeq = logged.seq;
    [state] = reduceRun(state, logged, watch.config);
  };
  const catchUp = () =>
    socket.emit('watchRun', { runId: watch.runId, afterSeq: lastSeq }, (answer) => {
      if (!answer.ok) return;
      answer.events.forEach(apply);
      watch.onState(state);
    });
  socket.on('connect', catchUp);
  socket.on('runEvent', ({ runId, logged }) => {
    if (runId !== watch.runId) return;
    if (logged.seq > lastSeq + 1) return void catchUp();
    apply(logged);
    watch.onState(state);
  });
  socket.on('clientProgress', (progress) => {
    if (progress.runId === watch.runId) watch.onProgress(progress);
  });
  return () => socket.disconnect();
};
