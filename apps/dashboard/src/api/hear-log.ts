import type { CoordinatorToAdmin, LoggedEvent, Rejection, RunId } from '@tributary/protocol';
import type { AdminSocket } from './admin-socket.tsx';

export interface LogListener {
  readonly runId: RunId;
  /** Called with what comes next in the log: nothing is left out and nothing comes twice. */
  readonly onEvents: (events: readonly LoggedEvent[]) => void;
  /** All that had happened when it was asked for has been told. */
  readonly onCaughtUp: () => void;
  /** The coordinator does not tell the log, or not now. */
  readonly onRefused: (rejection: Rejection) => void;
}

export interface Hearing {
  /** After a refusal. */
  askAgain(): void;
  stop(): void;
}

/** Has a run's log told from its beginning and then hears what comes, over lost connections too. */
export const hearLog = (
  socket: AdminSocket,
  { runId, onEvents, onCaughtUp, onRefused }: LogListener,
): Hearing => {
  /** The last event that has been told. */
  let told = 0;
  let asking = false;
  let ended = false;
  /** Events that overtook the answer. */
  let early: LoggedEvent[] = [];
  const tell = (events: readonly LoggedEvent[]) => {
    told = events.at(-1)?.seq ?? told;
    onEvents(events);
  };
  const ask = () => {
    asking = true;
    early = [];
    socket.emit('watchRun', { runId, afterSeq: told }, (answer) => {
      if (ended) return;
      if (answer.ok && answer.events.length > 0) {
        tell(answer.events);
        return ask();
      }
      asking = false;
      if (!answer.ok) return onRefused(answer);
      onCaughtUp();
      for (const logged of early) hear(logged);
    });
  };
  const hear = (logged: LoggedEvent) => {
    if (asking) early.push(logged);
    else if (logged.seq > told + 1) ask();
    else if (logged.seq === told + 1) tell([logged]);
  };
  const onRunEvent: CoordinatorToAdmin['runEvent'] = (message) => {
    if (message.runId === runId) hear(message.logged);
  };
  // Whoever is not connected asks as soon as they are.
  const askAgain = () => {
    if (socket.connected && !asking) ask();
  };
  socket.on('connect', ask);
  socket.on('runEvent', onRunEvent);
  askAgain();
  return {
    askAgain,
    stop: () => {
      ended = true;
      socket.off('connect', ask);
      socket.off('runEvent', onRunEvent);
      if (socket.connected) socket.emit('unwatchRun', { runId });
    },
  };
};
