import { isKnownEvent, type LoggedEvent, type RunConfig, type RunId } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import type { AdminSocket } from './admin-socket.tsx';
import { hearLog } from './hear-log.ts';
import { OutdatedPageError } from './outdated-page-error.ts';
import { createSlicedQueue } from './sliced-queue.ts';

/** What is made of a log while it is read: at least the state that it leads to. */
export interface ReadSoFar {
  /** The last event that is in `state`; 0 before the first. */
  readonly seq: number;
  readonly state: RunState;
}

/** How a log is read. */
export interface LogReading<Log extends ReadSoFar> {
  readonly empty: Log;
  /** Skips events that it has already, and adds nothing after a gap. */
  readonly append: (log: Log, events: readonly LoggedEvent[], config: RunConfig) => Log;
}

export interface LiveRun<Log extends ReadSoFar> {
  /** Null until all that has happened so far has been read. */
  readonly log: Log | null;
  /** Why it goes no further; null while it does. */
  readonly failure: LogFailure | null;
  /** How far a long log has been read, while it is being read for the first time. */
  readonly read: { readonly events: number; readonly rounds: number };
}

export interface LogFailure {
  readonly error: Error;
  /** Absent where it would not help. */
  readonly tryAgain?: () => void;
}

interface Follower<Log extends ReadSoFar> {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly reading: LogReading<Log>;
  readonly onChange: (live: LiveRun<Log>) => void;
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
export const followRun = <Log extends ReadSoFar>(
  socket: AdminSocket,
  { runId, config, reading, onChange }: Follower<Log>,
): (() => void) => {
  let log = reading.empty;
  /** Whether everything that had happened when it was asked for has been read. */
  let complete = false;
  let failure: LogFailure | null = null;
  const show = () =>
    onChange({
      log: complete ? log : null,
      failure,
      read: { events: log.seq, rounds: log.state.history.length },
    });
  const showHowFar = atMostEvery(TELL_MS, show);
  const fail = (reason: LogFailure) => {
    failure = reason;
    show();
  };
  const stop = () => {
    queue.stop();
    hearing.stop();
  };
  const queue = createSlicedQueue<LoggedEvent>({
    delayMs: REDRAW_MS,
    take: (events) => {
      try {
        log = reading.append(log, events.map(requireKnown), config);
      } catch (cause) {
        stop();
        fail({ error: new OutdatedPageError(cause) });
      }
    },
    // What a log was before its last part is nobody's news, but how far it has been read is.
    onSlice: (isDone) => {
      if (!complete) showHowFar();
      else if (isDone) show();
    },
  });
  const hearing = hearLog(socket, {
    runId,
    onEvents: queue.push,
    onCaughtUp: () => {
      failure = null;
      queue.onceEmpty(() => {
        complete = true;
        show();
      });
    },
    onRefused: ({ message }) => fail({ error: new Error(message), tryAgain }),
  });
  const tryAgain = () => {
    failure = null;
    show();
    hearing.askAgain();
  };
  return stop;
};

const atMostEvery = (ms: number, act: () => void): (() => void) => {
  let last = 0;
  return () => {
    if (performance.now() - last < ms) return;
    last = performance.now();
    act();
  };
};

/** A state that leaves out what it does not know would be wrong, and nobody would see it. */
const requireKnown = (logged: LoggedEvent): LoggedEvent => {
  if (!isKnownEvent(logged.event)) throw new Error(`Unknown event: ${logged.event.type}`);
  return logged;
};
