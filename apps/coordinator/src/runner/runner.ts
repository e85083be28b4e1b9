import type { LoggedEvent, RunConfig, RunEvent, RunId } from '@tributary/protocol';
import {
  forgetCohorts,
  type RoundRecord,
  type RunEffect,
  type RunState,
  reduceRun,
} from '@tributary/rounds';
import { createBatches } from '../batches.ts';
import { reach } from '../reach.ts';
import type { LogEntry, Storage, StoredCheckpoint } from '../storage/storage.ts';
import { isStorageFault } from '../storage/storage-fault.ts';
import { mergePresence } from './merge-presence.ts';

/** One run, alive: the only place where its log grows and its state changes. */
export interface Runner {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
  readonly state: RunState;
  /**
   * Reduces the event, appends it to the log, durably, and starts the effects, in the order of the
   * calls. Events that come while the log is being written are written together with the next write.
   * An event that changes nothing is not logged. Rejects when the log could not be written or the
   * runner is closed; then nothing has changed.
   */
  dispatch(event: RunEvent): Promise<RunState>;
  /** How many events wait for their write. */
  readonly waiting: number;
  /** Takes no further events; resolves when those before have been handled. */
  close(): Promise<unknown>;
}

export interface RunnerOptions {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
  readonly storage: Pick<Storage, 'appendEvents' | 'listEvents'>;
  /** Where a restart continues. */
  readonly from: { readonly state: RunState; readonly seq: number };
  readonly now: () => number;
  /** Called after each event with what it changed; must not throw. */
  readonly onReduced: (runner: Runner, logged: LoggedEvent, effects: readonly RunEffect[]) => void;
}

/** One event on its way into the log. */
interface Step {
  readonly logged: LoggedEvent;
  readonly next: RunState;
  readonly effects: readonly RunEffect[];
}

/** So many events are reduced, written and answered at once: others must get their turn in between. */
const MAX_BATCH = 64;

/** Of so many rounds it is kept in memory who took part; the log has all of them. */
export const KEPT_COHORTS = 5;

/** Reduce, append, perform (ARCHITECTURE.md: the run is its log). */
export const createRunner = (options: RunnerOptions): Runner => {
  const { runId, config, createdAt, storage, now, onReduced } = options;
  let { state, seq } = options.from;
  let closed = false;
  /** Whether the log may hold more than is known here: a write whose answer was lost. */
  let uncertain = false;

  const apply = ({ logged, next, effects }: Step): void => {
    seq = logged.seq;
    state = next.history === state.history ? next : forgetCohorts(next, KEPT_COHORTS);
    onReduced(runner, logged, effects);
  };

  /** Takes over what stands in the log beyond what is known here; nobody else writes it. */
  const catchUp = async (): Promise<void> => {
    for (const logged of await storage.listEvents(runId, seq)) {
      const [next, effects] = reduceRun(state, logged, config);
      apply({ logged, next, effects });
    }
    uncertain = false;
  };

  const write = async (steps: readonly Step[]): Promise<void> => {
    reach('log.append');
    try {
      await storage.appendEvents(
        runId,
        steps.map((step) => logEntry(step, runId)),
      );
    } catch (error) {
      uncertain = true;
      await catchUp().catch(() => undefined);
      const last = steps.at(-1);
      if (uncertain || last === undefined || seq < last.logged.seq) throw error;
      return;
    }
    reach('log.appended');
    steps.forEach(apply);
    reach('log.reduced');
  };

  const handle = async (events: readonly RunEvent[]): Promise<RunState[]> => {
    // What comes too late is void: after the restart the log says where to go on.
    if (closed) throw new Error('The coordinator is closing.');
    if (uncertain) await catchUp();
    const { steps, states } = reduceAll({ state, seq }, { events, at: now(), config });
    if (steps.length > 0) await write(steps);
    return states;
  };

  const batches = createBatches(handle, {
    maxItems: MAX_BATCH,
    isOfOne: (error) => !closed && !isStorageFault(error),
  });
  const runner: Runner = {
    runId,
    config,
    createdAt,
    get state() {
      return state;
    },
    get waiting() {
      return batches.waiting;
    },
    dispatch: batches.add,
    close: () => {
      closed = true;
      return batches.settled();
    },
  };
  return runner;
};

/** What the events lead to, one after the other, and the log entries of those that change anything. */
const reduceAll = (
  from: { readonly state: RunState; readonly seq: number },
  {
    events,
    at,
    config,
  }: { readonly events: readonly RunEvent[]; readonly at: number; readonly config: RunConfig },
): { readonly steps: readonly Step[]; readonly states: RunState[] } => {
  let { state, seq } = from;
  const steps: Step[] = [];
  const states = mergePresence(events).flatMap(({ event, stoodFor }) => {
    const logged: LoggedEvent = { seq: seq + 1, at, event };
    // Reducing is pure, so the log entry and the commit it brings can go into one transaction.
    const [next, effects] = reduceRun(state, logged, config);
    if (next !== state || effects.length > 0) {
      steps.push({ logged, next, effects });
      seq = logged.seq;
      state = next;
    }
    return Array<RunState>(stoodFor).fill(next);
  });
  return { steps, states };
};

const logEntry = ({ logged, effects }: Step, runId: RunId): LogEntry => {
  const commit = effects.find((effect) => effect.type === 'commitRound');
  const abandoned = effects.find((effect) => effect.type === 'dropUpdates');
  return { logged, abandoned, committed: commit && checkpointOf(commit.record, runId) };
};

const checkpointOf = (
  { round, checkpoint, optimizerState, accuracy, loss, committedAt }: RoundRecord,
  runId: RunId,
): StoredCheckpoint => ({
  ...{ runId, round, digest: checkpoint, optimizerState, accuracy, loss },
  ...{ createdAt: committedAt, pinned: false, current: false },
});
