import { randomBytes } from 'node:crypto';
import type {
  LoggedEvent,
  Rejection,
  RunConfig,
  RunEvent,
  RunId,
  RunOffer,
  RunSummary,
} from '@tributary/protocol';
import { initialRunState, isEnded, type RunEffect, replayRun } from '@tributary/rounds';
import type { JoinClaims } from '../security/tokens.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Storage } from '../storage/storage.ts';
import { type EffectTools, performEffect } from './perform-effects.ts';
import { describeModel, initialCheckpoint, type RunModel } from './run-model.ts';
import { createRunner, type Runner } from './runner.ts';
import { validateConfig } from './validate-config.ts';

/** Who wants to know of every change: the gateway. */
export interface RunsListener {
  /** After each event of any run. */
  onEvent(runner: Runner, logged: LoggedEvent): void;
  /** A run was created. */
  onCreated(runner: Runner): void;
}

/** All runs of this coordinator. */
export interface Runs {
  /** Newest first. */
  all(): readonly Runner[];
  find(runId: RunId): Runner | undefined;
  create(config: RunConfig): Promise<Runner | Rejection>;
  /** Makes the first model and lets the run begin; refused unless it is `created`. */
  start(runner: Runner): Promise<void>;
  modelOf(runner: Runner): RunModel;
  offerOf(runner: Runner): RunOffer;
  summaryOf(runner: Runner): RunSummary;
  listen(listener: RunsListener): void;
  close(): Promise<void>;
}

/** setTimeout counts in a signed 32-bit integer; later ticks are set again on waking. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

interface RunsOptions extends Omit<EffectTools, 'modelOf' | 'wakeAt'> {
  readonly storage: Storage;
  readonly blobs: BlobStore;
}

/** Loads every run from its log; those that were under way go on. */
export const openRuns = async (options: RunsOptions): Promise<Runs> => {
  const { storage, log, now } = options;
  const runners = new Map<RunId, Runner>();
  const models = new Map<RunId, RunModel>();
  const timers = new Set<NodeJS.Timeout>();
  const listeners: RunsListener[] = [];
  let closed = false;

  const modelOf = (runner: Runner): RunModel => {
    const model = models.get(runner.runId) ?? describeModel(runner.config);
    models.set(runner.runId, model);
    return model;
  };

  const wakeAt = (runner: Runner, at: number): void => {
    if (closed) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (now() < at) wakeAt(runner, at);
        else dispatchQuietly(runner, { type: 'tick' });
      },
      Math.min(Math.max(0, at - now()), MAX_TIMEOUT_MS),
    );
    timers.add(timer);
  };

  const tools: EffectTools = { ...options, modelOf, wakeAt };

  const dispatchQuietly = (runner: Runner, event: RunEvent): void => {
    runner.dispatch(event).catch((error) => {
      log.error({ runId: runner.runId, event: event.type, err: error }, 'event not logged');
    });
  };

  const onReduced = (runner: Runner, logged: LoggedEvent, effects: readonly RunEffect[]): void => {
    for (const listener of listeners) listener.onEvent(runner, logged);
    for (const effect of effects) {
      performEffect(runner, effect, tools).catch((error) => {
        if (!closed)
          log.error({ runId: runner.runId, effect: effect.type, err: error }, 'effect failed');
      });
    }
  };

  for (const stored of await storage.listRuns()) {
    const events = await storage.listEvents(stored.runId, 0);
    const from = { state: replayRun(events, stored.config), seq: events.at(-1)?.seq ?? 0 };
    runners.set(stored.runId, createRunner({ ...stored, storage, from, now, onReduced }));
  }
  for (const runner of runners.values()) {
    if (!isEnded(runner.state.status)) dispatchQuietly(runner, { type: 'coordinatorRestarted' });
  }

  const summaryOf = (runner: Runner): RunSummary => describeRun(runner, modelOf(runner));

  return {
    all: () => [...runners.values()].reverse(),
    find: (runId) => runners.get(runId),
    modelOf,
    summaryOf,
    offerOf: summaryOf,
    listen: (listener) => void listeners.push(listener),
    create: async (requested) => {
      const valid = validateConfig(requested);
      if (!valid.ok) return valid;
      const stored = {
        runId: randomBytes(6).toString('hex'),
        config: valid.config,
        createdAt: now(),
      };
      await storage.createRun(stored);
      const from = { state: initialRunState, seq: 0 };
      const runner = createRunner({ ...stored, storage, from, now, onReduced });
      runners.set(stored.runId, runner);
      for (const listener of listeners) listener.onCreated(runner);
      return runner;
    },
    start: async (runner) => {
      const checkpoint = await options.blobs.put(initialCheckpoint(runner.config));
      await storage.saveCheckpoint({
        runId: runner.runId,
        round: 0,
        digest: checkpoint,
        optimizerState: null,
        accuracy: null,
        loss: null,
        createdAt: now(),
      });
      // The first round ends before a cold evaluator would be ready; a failure is reported then.
      options.evaluator.prepare(runner.config.task).catch(() => undefined);
      await runner.dispatch({ type: 'runStarted', checkpoint });
    },
    close: async () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...runners.values()].map((runner) => runner.settled()));
    },
  };
};

const describeRun = (
  { runId, config, createdAt, state }: Runner,
  { modelBytes }: RunModel,
): RunSummary => {
  const last = state.history.at(-1);
  return {
    runId,
    name: config.name,
    task: config.task,
    partition: config.partition,
    strategy: config.strategy.name,
    status: state.status,
    statusReason: state.statusReason,
    round: state.history.length,
    rounds: config.rounds,
    modelBytes,
    accuracy: last?.accuracy ?? null,
    loss: last?.loss ?? null,
    createdAt,
    connectedClients: Object.keys(state.clients).length,
    bytesUp: state.history.reduce((sum, record) => sum + record.bytesUp, 0),
    bytesDown: state.history.reduce((sum, record) => sum + record.bytesDown, 0),
    checkpoint: state.checkpoint,
  };
};

/** Whether clients belong in the run now: it has started and has not ended. */
export const isActive = (runner: Runner): boolean =>
  runner.state.status !== 'created' && !isEnded(runner.state.status);

/** Whether a join token opens the run: it is bound to this one, or to none. */
export const mayTakePart = (claims: JoinClaims, runId: RunId): boolean =>
  claims.run === undefined || claims.run === runId;

/** The runs that a join token opens. */
export const runsFor = (runs: Runs, claims: JoinClaims): Runner[] =>
  runs.all().filter(({ runId }) => mayTakePart(claims, runId));
