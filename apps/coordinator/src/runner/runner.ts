import type { LoggedEvent, RunConfig, RunEvent, RunId } from '@tributary/protocol';
import { type RunEffect, type RunState, reduceRun } from '@tributary/rounds';
import type { Storage, StoredCheckpoint } from '../storage/storage.ts';
import { createTurns } from '../turns.ts';

/** One run, alive: the only place where its log grows and its state changes. */
export interface Runner {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
  readonly state: RunState;
  /**
   * Reduces the event, appends it to the log, durably, and starts the effects. One at a time, in the
   * order of the calls. An event that changes nothing is not logged. Rejects when the log could not
   * be written or the runner is closed; then nothing has changed.
   */
  dispatch(event: RunEvent): Promise<RunState>;
  /** Takes no further events; resolves when those before have been handled. */
  close(): Promise<unknown>;
}

export interface RunnerOptions {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
  readonly storage: Pick<Storage, 'appendEvent' | 'listEvents'>;
  /** Where a restart continues. */
  readonly from: { readonly state: RunState; readonly seq: number };
  readonly now: () => number;
  /** Called after each event with what it changed; must not throw. */
  readonly onReduced: (runner: Runner, logged: LoggedEvent, effects: readonly RunEffect[]) => void;
}

/** Reduce, append, perform (ARCHITECTURE.md: the run is its log). */
export const createRunner = (options: RunnerOptions): Runner => {
  const { runId, config, createdAt, storage, now, onReduced } = options;
  let { state, seq } = options.from;
  const turns = createTurns();
  let closed = false;

  const handle = async (event: RunEvent): Promise<RunState> => {
    // What comes too late is void: after the restart the log says where to go on.
    if (closed) throw new Error('The coordinator is closing.');
    const logged: LoggedEvent = { seq: seq + 1, at: now(), event };
    // Reducing is pure, so the log entry and the commit it brings can go into one transaction.
    const [next, effects] = reduceRun(state, logged, config);
    if (next === state && effects.length === 0) return state;
    await append(logged, committedCheckpoint(runId, effects));
    seq = logged.seq;
    state = next;
    onReduced(runner, logged, effects);
    return next;
  };

  const append = async (logged: LoggedEvent, committed?: StoredCheckpoint): Promise<void> => {
    try {
      await storage.appendEvent(runId, logged, committed);
    } catch (error) {
      // A commit whose answer was lost has happened all the same; nobody else writes this log.
      const [written] = await storage.listEvents(runId, seq);
      if (written === undefined) throw error;
    }
  };

  const runner: Runner = {
    runId,
    config,
    createdAt,
    get state() {
      return state;
    },
    dispatch: (event) => turns.take(() => handle(event)),
    close: () => {
      closed = true;
      return turns.settled();
    },
  };
  return runner;
};

const committedCheckpoint = (
  runId: RunId,
  effects: readonly RunEffect[],
): StoredCheckpoint | undefined => {
  for (const effect of effects) {
    if (effect.type !== 'commitRound') continue;
    const { round, checkpoint, optimizerState, accuracy, loss, committedAt } = effect.record;
    return {
      runId,
      round,
      digest: checkpoint,
      optimizerState,
      accuracy,
      loss,
      createdAt: committedAt,
    };
  }
  return undefined;
};
