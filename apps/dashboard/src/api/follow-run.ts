import type { CoordinatorToAdmin, LoggedEvent, RunConfig, RunId } from '@tributary/protocol';
import { appendToLog, emptyRunLog } from '../view/run-log.ts';
import type { AdminSocket } from './admin-socket.tsx';
import { createSlicedQueue } from './sliced-queue.ts';
import type { LiveRun } from './use-run-log.ts';

interface Follower {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly onChange: (live: LiveRun) => void;
}

/** Hundreds of updates may come in a second; the page is drawn this often at most. */
const REDRAW_MS = 120;
/** How often it is said how far a long log has been read. */
const TELL_MS = 400;

/**
 * Reads a run's log and then listens. Events are taken in slices, so that the page stays quick while a long log
 * comes, and after a crowd of updates.
 * @returns stops listening
 */
export const followRun = (
  socket: AdminSocket,
  { runId, config, onChange }: Follower,
): (() => void) => {
  let log = emptyRunLog;
  /** The last event that has come without a gap, taken or not. */
  let received = 0;
  let asking = false;
  let ended = false;
  /** Whether everything that had happened when it was asked for has been received. */
  let complete = false;
  let toldAt = 0;
  /** Events that overtook the answer. */
  let early: LoggedEvent[] = [];
  const show = (refusal: LiveRun['refusal'] = null) =>
    onChange({
      log: complete ? log : null,
      refusal,
      read: { events: log.seq, rounds: log.state.history.length },
    });
  const queue = createSlicedQueue<LoggedEvent>({
    delayMs: REDRAW_MS,
    take: (events) => {
      log = appendToLog(log, events, config);
    },
    // What a log was before its last part is nobody's news, but how far it has been read is.
    onSlice: (isDone) => {
      if (complete && isDone) show();
      if (complete || performance.now() - toldAt < TELL_MS) return;
      toldAt = performance.now();
      show();
    },
  });
  const ask = () => {
    asking = true;
    early = [];
    socket.emit('watchRun', { runId, afterSeq: received }, (answer) => {
      if (ended) return;
      if (!answer.ok) {
        asking = false;
        return show(answer);
      }
      const last = answer.events.at(-1);
      queue.push(answer.events);
      if (last !== undefined) {
        received = last.seq;
        return ask();
      }
      asking = false;
      queue.onceEmpty(() => {
        complete = true;
        show();
      });
      hear(early);
    });
  };
  const hear = (events: readonly LoggedEvent[]) => {
    for (const logged of events) {
      if (logged.seq > received + 1) return ask();
      if (logged.seq <= received) continue;
      received = logged.seq;
      queue.push([logged]);
    }
  };
  const onRunEvent: CoordinatorToAdmin['runEvent'] = (message) => {
    if (message.runId !== runId) return;
    if (asking) early.push(message.logged);
    else hear([message.logged]);
  };
  socket.on('connect', ask);
  socket.on('runEvent', onRunEvent);
  if (socket.connected) ask();
  return () => {
    ended = true;
    queue.stop();
    socket.off('connect', ask);
    socket.off('runEvent', onRunEvent);
    if (socket.connected) socket.emit('unwatchRun', { runId });
  };
};
