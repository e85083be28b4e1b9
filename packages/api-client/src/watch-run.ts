import {
  type ClientProgress,
  describeRejection,
  type LoggedEvent,
  type Rejection,
  type RunConfig,
} from '@tributary/protocol';
import { initialRunState, nextEvents, type RunState, replayRun } from '@tributary/rounds';
import { type Access, onRefusal, openAdminSocket } from './admin-socket.ts';
import { ApiError } from './api-error.ts';

export interface RunWatch {
  readonly runId: string;
  readonly config: RunConfig;
  /** Called after every event; the first time with the state after all that have happened before. */
  onState(state: RunState): void;
  onProgress(progress: ClientProgress): void;
  /** Called once if the coordinator does not show the run; nothing follows. */
  onRefused(error: ApiError): void;
}

/**
 * Follows a run by its event log over the admin socket, over disconnections too.
 * @returns a function that ends it
 */
export const watchRun = (access: Access, watch: RunWatch): (() => void) => {
  let state = initialRunState;
  let lastSeq = 0;
  let isAsking = false;
  const socket = openAdminSocket(access);
  const apply = (events: readonly LoggedEvent[]) => {
    const next = nextEvents(lastSeq, events);
    lastSeq += next.length;
    state = replayRun(next, watch.config, state);
  };
  const refuse = (rejection: Rejection) => {
    socket.disconnect();
    watch.onRefused(new ApiError(describeRejection(rejection), rejection));
  };
  const catchUp = () => {
    isAsking = true;
    socket.emit('watchRun', { runId: watch.runId, afterSeq: lastSeq }, (answer) => {
      isAsking = false;
      if (!answer.ok) return refuse(answer);
      apply(answer.events);
      // A long log comes in parts, and what it was before the last of them is nobody's news.
      if (answer.events.length > 0) return catchUp();
      watch.onState(state);
    });
  };
  socket.on('connect', catchUp);
  onRefusal(socket, refuse);
  socket.on('runEvent', ({ runId, logged }) => {
    if (runId !== watch.runId) return;
    if (logged.seq > lastSeq + 1) return isAsking ? undefined : catchUp();
    apply([logged]);
    watch.onState(state);
  });
  socket.on('clientProgress', (progress) => {
    if (progress.runId === watch.runId) watch.onProgress(progress);
  });
  return () => socket.disconnect();
};
