import { randomBytes } from 'node:crypto';
import { buildStrategy, methodOf } from '@tributary/fedavg';
import {
  encodeFrame,
  isEnded,
  type LoggedEvent,
  type Rejection,
  type RunConfig,
  type RunId,
  type RunOffer,
  type RunSummary,
  runOfferSchema,
} from '@tributary/protocol';
import {
  firstDownload,
  initialRunState,
  newestJudged,
  type RunEffect,
  type RunWire,
  samplesInSecret,
} from '@tributary/rounds';
import type { Clock } from '../clock.ts';
import { reach } from '../reach.ts';
import { createSlices } from '../slices.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import { findLostUpdates } from '../storage/find-lost-updates.ts';
import type { Snapshots } from '../storage/snapshots.ts';
import { sweepSpool } from '../storage/spool.ts';
import type { Storage, StoredRun } from '../storage/storage.ts';
import { createTurns, type Turns } from '../turns.ts';
import { keepSnapshots } from './keep-snapshots.ts';
import { offerExtras } from './offer-extras.ts';
import { type EffectTools, performEffect } from './perform-effects.ts';
import { createPersistentDispatch, type PersistentDispatch } from './persistent-dispatch.ts';
import { refuseAdapter } from './refuse-adapter.ts';
import { refuseFirstWeights } from './refuse-first-weights.ts';
import { rememberOffers } from './remember-offers.ts';
import { type Replayed, readStoredConfig, replayStored } from './replay-stored.ts';
import {
  type CheckpointRetention,
  createCheckpointRetention,
  type RetentionOptions,
} from './retain-checkpoints.ts';
import { describeRunWire, firstModel } from './run-model.ts';
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
export interface Runs extends Pick<PersistentDispatch, 'dispatch'> {
  /** Newest first. */
  all(): readonly Runner[];
  find(runId: RunId): Runner | undefined;
  create(config: RunConfig): Promise<Runner | Rejection>;
  /** Makes the first model and lets the run begin. */
  start(runner: Runner): Promise<void>;
  wireOf(runner: Runner): RunWire;
  /**
   * For an asynchronous run: its updates are spooled and counted, or removed, one after the other, so that
   * none is removed that is just about to count.
   */
  spoolTurnsOf(runner: Runner): Turns;
  readonly retention: Pick<CheckpointRetention, 'undisturbed' | 'tidy'>;
  /** What clients are told of a run. */
  offerOf(runner: Runner): RunOffer;
  /** What admins are told of a run. */
  summaryOf(runner: Runner): RunSummary;
  listen(listener: RunsListener): void;
  close(): Promise<void>;
}

type OwnTools = 'wireOf' | 'spoolTurnsOf' | 'retention' | 'now' | keyof PersistentDispatch;

interface RunsOptions extends Omit<EffectTools, OwnTools>, Pick<RetentionOptions, 'ownsBlobs'> {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly snapshots: Snapshots;
}

/** Loads every run from its log; those that were under way go on. */
export const openRuns = async (options: RunsOptions): Promise<Runs> => {
  const { storage, blobs, log, clock } = options;
  const { now } = clock;
  const runners = new Map<RunId, Runner>();
  const listeners: RunsListener[] = [];
  const slices = createSlices();
  const persistent = createPersistentDispatch({ now, log });
  const wireOf = remember(({ config }) => describeRunWire(config));
  const spoolTurnsOf = remember(createTurns);
  /** What only an unreadable run knows of would be taken for rubbish. */
  let mayTidy = false;
  const retention = createCheckpointRetention({
    ...options,
    allRuns: () => runners.values(),
    ownsBlobs: async () => mayTidy && (await options.ownsBlobs()),
  });
  const tools: EffectTools = { ...options, ...persistent, wireOf, spoolTurnsOf, retention, now };

  const keeping = keepSnapshots(options.snapshots, log);
  const onReduced = (runner: Runner, logged: LoggedEvent, effects: readonly RunEffect[]): void => {
    keeping.note(runner, logged);
    for (const listener of listeners) listener.onEvent(runner, logged);
    for (const effect of effects) {
      slices.add(() => {
        performEffect(runner, effect, tools).catch((error) => {
          log.error({ runId: runner.runId, effect: effect.type, err: error }, 'effect failed');
        });
      });
    }
  };
  const add = (stored: StoredRun, from: Pick<Replayed, 'state' | 'seq'>): Runner => {
    const runner = createRunner({ ...stored, storage, from, now, onReduced });
    runners.set(stored.runId, runner);
    return runner;
  };

  let leftOut = 0;
  const understand = ({ runId, config }: StoredRun): RunConfig | null => {
    try {
      return readStoredConfig(config);
    } catch (error) {
      leftOut += 1;
      log.error({ runId, err: error }, 'a stored run is left out: its config is not understood');
      return null;
    }
  };
  for (const stored of await storage.listRuns()) {
    const config = understand(stored);
    if (config === null) continue;
    const replayed = await replayStored({ ...stored, config }, options);
    clock.advanceTo(replayed.at);
    add({ ...stored, config }, replayed);
  }
  reach('start.replayed');
  mayTidy = leftOut === 0 && [...runners.values()].every(isReadable);
  if (mayTidy) {
    await sweepSpool(options.spoolFolder, [...runners.values()], options.keepUpdates);
    await retention.sweep();
  }
  reach('start.swept');
  for (const runner of runners.values()) {
    retention.tidy(runner).catch((error) => {
      log.warn({ runId: runner.runId, err: error }, 'old checkpoints were not removed');
    });
  }
  for (const runner of [...runners.values()].filter(isActive)) {
    const lost = await findLostUpdates(options.spoolFolder, runner);
    for (const { type: _type, ...update } of lost) {
      log.warn(
        { runId: runner.runId, ...update },
        'an accepted update is damaged: asked for again',
      );
    }
    // Before anybody can come: who is there is counted from now on.
    await Promise.all(
      [...lost, { type: 'coordinatorRestarted' } as const].map((event) => runner.dispatch(event)),
    );
  }

  const createRun = async (config: RunConfig): Promise<Runner | Rejection> => {
    const refused =
      (await refuseAdapter(config.task, blobs)) ?? (await refuseFirstWeights(config.task, blobs));
    if (refused) return refused;
    const stored = { runId: randomBytes(6).toString('hex'), config, createdAt: now() };
    reach('run.create');
    await storage.createRun(stored);
    reach('run.created');
    return add(stored, { state: initialRunState, seq: 0 });
  };

  const summaryOf = (runner: Runner): RunSummary => describeRun(runner, wireOf(runner));
  return {
    all: () => [...runners.values()].reverse(),
    find: (runId) => runners.get(runId),
    wireOf,
    spoolTurnsOf,
    retention,
    summaryOf,
    offerOf: rememberOffers((runner) => runOfferSchema.parse(summaryOf(runner))),
    listen: (listener) => void listeners.push(listener),
    dispatch: persistent.dispatch,
    create: async (requested) => {
      const valid = validateConfig(requested);
      if (!valid.ok) return valid;
      // The model to be adapted or to begin with must not go before the run is known to need it.
      const runner = await retention.undisturbed(() => createRun(valid.config));
      if ('ok' in runner) return runner;
      for (const listener of listeners) listener.onCreated(runner);
      return runner;
    },
    start: async (runner) => {
      const model = await firstModel(runner.config, blobs);
      const checkpoint = await blobs.put(encodeFrame('weights', model));
      reach('run.start');
      await storage.saveCheckpoint(initialRow(runner.runId, checkpoint, now()));
      reach('run.stored');
      // The first round ends before a cold evaluator would be ready; a failure is reported then.
      options.evaluator.prepare(runner.config.task).catch(() => undefined);
      const download = firstDownload(runner.config, model);
      await runner.dispatch({
        type: 'runStarted',
        checkpoint,
        ...(download && { broadcast: await blobs.put(download) }),
        ...(samplesInSecret(runner.config) && { samplingKey: [...randomKey()] }),
      });
    },
    close: async () => {
      slices.close();
      persistent.close();
      await Promise.all([...runners.values()].map((runner) => runner.close()));
      await retention.close();
      await keeping.settled();
    },
  };
};

/** 128 bits that nobody can guess. */
const randomKey = (): Uint32Array => crypto.getRandomValues(new Uint32Array(4));

const initialRow = (runId: RunId, digest: string, createdAt: number) => ({
  ...{ runId, round: 0, digest, createdAt },
  ...{ optimizerState: null, accuracy: null, loss: null, pinned: false, current: false },
});

/** A run that has failed for its own reasons has at least had its first model. */
const isReadable = ({ state }: Runner): boolean =>
  state.status !== 'failed' || state.model !== null;

/** Something that every run has one of, made when it is asked for. */
const remember = <Value>(make: (runner: Runner) => Value): ((runner: Runner) => Value) => {
  const made = new Map<RunId, Value>();
  return (runner) => {
    const value = made.get(runner.runId) ?? make(runner);
    made.set(runner.runId, value);
    return value;
  };
};

const describeRun = (
  { runId, config, createdAt, state }: Runner,
  { modelBytes, updateBytes }: RunWire,
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
    updateBytes,
    protection: protections[config.privacy.mode],
    compression: config.compression.up.map(({ name }) => name),
    ...offerExtras(config, last?.spent?.epsilon),
    method: methodOf(buildStrategy(config.strategy)).name,
    accuracy: last?.accuracy ?? null,
    loss: last?.loss ?? null,
    createdAt,
    // An ended run hears of nobody's departure any more.
    connectedClients: isEnded(state.status) ? 0 : Object.keys(state.clients).length,
    bytesUp: state.history.reduce((sum, record) => sum + record.bytesUp, 0),
    bytesDown: state.history.reduce((sum, record) => sum + record.bytesDown, 0),
    checkpoint: state.model?.checkpoint ?? null,
    federated: newestJudged(state),
  };
};

const protections = {
  none: 'none',
  central: 'noise-on-coordinator',
  local: 'noise-on-device',
} as const;

/** Whether clients belong in the run now: it has started and has not ended. */
export const isActive = ({ state }: Runner): boolean =>
  state.status !== 'created' && !isEnded(state.status);
