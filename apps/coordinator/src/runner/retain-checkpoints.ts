import type { Digest, RunId } from '@tributary/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Storage } from '../storage/storage.ts';
import { createTurns } from '../turns.ts';
import {
  blobsOf,
  keptRounds,
  neededBlobs,
  type RetainingRun,
  type Staying,
} from './needed-blobs.ts';

/** Keeps the checkpoint folder from growing for ever. Rows and digests stay: the chain is checked by them. */
export interface CheckpointRetention {
  /** Removes the models that the run lets go and nobody else needs; to be called after a commit. */
  tidy(run: RetainingRun): Promise<void>;
  /** Removes what no run knows of: what a crash left. To be called before any run goes on. */
  sweep(): Promise<void>;
  /** Does some work while nothing is removed. */
  undisturbed<Value>(work: () => Promise<Value>): Promise<Value>;
  close(): Promise<unknown>;
}

export interface RetentionOptions {
  readonly storage: Pick<Storage, 'listStayingCheckpoints'>;
  readonly blobs: Pick<BlobStore, 'removeOlder' | 'list' | 'removeLeftovers'>;
  readonly keepUpdates: number;
  /** Whether the folder is known to be this database's. */
  readonly ownsBlobs: () => Promise<boolean>;
  /** All runs of this coordinator. */
  readonly allRuns: () => Iterable<RetainingRun>;
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'info'>;
}

/** Somebody may still be downloading, or have put the same bytes for a commit that is not logged yet. */
const GRACE_MS = 60_000;
/** What no run knows of may be on its way into one. */
const STRAY_MS = 3_600_000;

/** Ages go by the files' own times, so by the machine's clock. */
const ago = (ms: number): number => Date.now() - ms;

export const createCheckpointRetention = (options: RetentionOptions): CheckpointRetention => {
  const { storage, blobs, keepUpdates, ownsBlobs, allRuns, log } = options;
  const turns = createTurns();
  const timers = new Map<RunId, NodeJS.Timeout>();
  /** By run, the rounds of which nothing is left. */
  const gone = new Map<RunId, Set<number>>();
  let closed = false;

  const readStaying = async (): Promise<Staying> => ({
    checkpoints: await storage.listStayingCheckpoints(),
    keepUpdates,
  });
  const neededByAny = (staying: Staying): Set<Digest> =>
    new Set([...allRuns()].flatMap((run) => neededBlobs(run, staying)));

  const remove = async (run: RetainingRun): Promise<void> => {
    if (closed) return;
    const goneRounds = gone.get(run.runId) ?? new Set();
    gone.set(run.runId, goneRounds);
    const staying = await readStaying();
    const kept = keptRounds(run, staying);
    const dropped = run.state.history.filter(
      ({ round }) => !kept.has(round) && !goneRounds.has(round),
    );
    if (dropped.length === 0) return;
    const needed = neededByAny(staying);
    let isYoung = false;
    for (const record of dropped) {
      const digests = blobsOf(record);
      const free = digests.filter((digest) => !needed.has(digest));
      let left = digests.length;
      for (const digest of free) if (await blobs.removeOlder(digest, ago(GRACE_MS))) left -= 1;
      isYoung ||= left > digests.length - free.length;
      if (left === 0) goneRounds.add(record.round);
    }
    if (isYoung) tidyLater(run);
  };
  const tidy = (run: RetainingRun): Promise<void> => turns.take(() => remove(run));
  const tidyLater = (run: RetainingRun): void => {
    if (closed || timers.has(run.runId)) return;
    const timer = setTimeout(() => {
      timers.delete(run.runId);
      tidy(run).catch((error) => log.warn({ runId: run.runId, err: error }, 'blobs not removed'));
    }, GRACE_MS);
    timers.set(run.runId, timer.unref());
  };

  const sweep = async (): Promise<void> => {
    await blobs.removeLeftovers(ago(STRAY_MS));
    if (!(await ownsBlobs())) return;
    const known = neededByAny(await readStaying());
    for (const { state } of allRuns()) {
      for (const digest of state.history.flatMap(blobsOf)) known.add(digest);
    }
    const stray = (await blobs.list()).filter((digest) => !known.has(digest));
    let removed = 0;
    for (const digest of stray) if (await blobs.removeOlder(digest, ago(STRAY_MS))) removed += 1;
    if (removed > 0) log.info({ removed }, 'checkpoints that no run knows of were removed');
  };

  return {
    tidy,
    sweep: () => turns.take(sweep),
    undisturbed: turns.take,
    close: () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      return turns.settled();
    },
  };
};
