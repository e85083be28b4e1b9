import { isDeepStrictEqual } from 'node:util';
import { type LoggedEvent, type RunConfig, type RunId, runConfigSchema } from '@tributary/protocol';
import { forgetCohorts, initialRunState, type RunState, replayRun } from '@tributary/rounds';
import type { Snapshot, Snapshots } from '../storage/snapshots.ts';
import type { Storage, StoredRun } from '../storage/storage.ts';
import { describeRunWire } from './run-model.ts';
import { KEPT_COHORTS } from './runner.ts';

/**
 * The config of a stored run; what later releases added has its default.
 * @throws when this release cannot make sense of it
 */
export const readStoredConfig = (stored: RunConfig): RunConfig => {
  const config = runConfigSchema.parse(stored);
  describeRunWire(config);
  return config;
};

/** A run as its log left it. */
export interface Replayed {
  readonly state: RunState;
  /** Of the last event; 0 without any. */
  readonly seq: number;
  /** Unix ms. */
  readonly at: number;
}

/** A long log is read a part at a time, or it would lie in memory three times over. */
const PAGE_EVENTS = 5_000;

interface ReplayTools {
  readonly storage: Pick<Storage, 'listEvents'>;
  readonly snapshots: Pick<Snapshots, 'read'>;
}

/** Where a run's log leads. A log that makes no sense is that run's own failure, and stops no other. */
export const replayStored = async (
  { runId, config }: Pick<StoredRun, 'runId' | 'config'>,
  { storage, snapshots }: ReplayTools,
): Promise<Replayed> => {
  const snapshot = await snapshots.read(runId);
  const isOfLog = snapshot !== null && (await standsInLog(runId, snapshot, storage));
  let replayed: Replayed = isOfLog
    ? { state: snapshot.state, seq: snapshot.last.seq, at: snapshot.last.at }
    : { state: initialRunState, seq: 0, at: 0 };
  let page = await storage.listEvents(runId, replayed.seq, PAGE_EVENTS);
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    const { seq, at } = last;
    // The database's thread reads on while this one replays.
    const next = storage.listEvents(runId, seq, PAGE_EVENTS);
    replayed = { state: replayPage(replayed.state, page, config), seq, at };
    page = await next;
  }
  return replayed;
};

/** A database that was restored from a backup is older than the snapshots beside it, and goes another way. */
const standsInLog = async (
  runId: RunId,
  { last }: Snapshot,
  storage: Pick<Storage, 'listEvents'>,
): Promise<boolean> => isDeepStrictEqual(await storage.listEvents(runId, last.seq - 1, 1), [last]);

const replayPage = (
  state: RunState,
  events: readonly LoggedEvent[],
  config: RunConfig,
): RunState => {
  try {
    return forgetCohorts(replayRun(events, config, state), KEPT_COHORTS);
  } catch (error) {
    const statusReason = `Its log cannot be read by this release: ${String(error).slice(0, 200)}`;
    return { ...initialRunState, status: 'failed', statusReason };
  }
};
