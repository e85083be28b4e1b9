import type { LoggedEvent, RunConfig, RunEvent, RunId } from '@tributary/protocol';
import { type RunEffect, type RunState, reduceRun } from '@tributary/rounds';
import type { Storage, StoredCheckpoint } from '../storage/storage.ts';

/** One run, alive: the only place where its log grows and its state changes. */
export interface Runner {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
  readonly state: RunState;
  /** The last event's number in the log; 0 before the first. */
  readonly seq: number;
  /**
   * Reduces the event, appends it to the log, durably, and starts the effects. One at a time, in the
   * order of the calls. Rejects when the log could not be written; then nothing has changed.
   */
  dispatch(event: RunEvent): Promise<RunState>;
  /** Resolves when everything that was dispatched has been reduced. */
  settled(): Promise<unknown>;
}

export interface RunnerOptions {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
  readonly storage: Pick<Storage, 'appendEvent'>;
  /** Where a restart continues. */
  readonly from: { readonly state: RunState; readonly seq: number };
  readonly now: () => number;
  /** Called after each event with what it changed; must not throw. */
  readonly onReduced: (runner: Runner, logged: LoggedEvent, effects: readonly RunEffect[]) => void;
}

/** Reduce, append, perform (ARCHITECTURE.md: the run reducer's loop). */
export const createRunner = (options: RunnerOptions): Runner => {
  const { runId, config, createdAt, storage, now, onReduced } = options;
  let { state, seq } = options.from;
  let queue: Promise<unknown> = Promise.resolve();

  const handle = async (event: RunEvent): Promise<RunState> => {
    const logged: LoggedEvent = { seq: seq + 1, at: now(), event };
    // Reducing is pure, so the log entry and the commit it brings can go into one transaction.
    const [next, effects] = reduceRun(state, logged, config);
    await storage.appendEvent(runId, logged, committedCheckpoint(runId, effects));
    seq = logged.seq;
    state = next;
    onReduced(runner, logged, effects);
    return next;
  };

  const runner: Runner = {
    runId,
    config,
    createdAt,
    get state() {
      return state;
    },
    get seq() {
      return seq;
    },
    dispatch: (event) => {
      const handled = queue.then(() => handle(event));
      queue = handled.catch(() => undefined);
      return handled;
    },
    settled: () => queue,
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
