import { isEnded, type LoggedEvent, type RunId } from '@tributary/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { Snapshots } from '../storage/snapshots.ts';
import type { Runner } from './runner.ts';

/** Takes a snapshot of a run now and then, and of one that has ended the last. */
export interface SnapshotKeeping {
  /** To be called when the runner's state is what its log has led to with this event. */
  note(runner: Runner, last: LoggedEvent): void;
  /** Resolves when what was begun is written. */
  settled(): Promise<unknown>;
}

/** A start reads at most about so many events of a log, some 0.2 s; each snapshot holds a line of every round. */
const EVENTS_BETWEEN = 2_000;

export const keepSnapshots = (snapshots: Snapshots, log: FastifyBaseLogger): SnapshotKeeping => {
  const takenAt = new Map<RunId, number>();
  const writing = new Map<RunId, Promise<void>>();
  return {
    note: ({ runId, state }, last) => {
      const since = last.seq - (takenAt.get(runId) ?? 0);
      const hasEnded = isEnded(state.status);
      if (!hasEnded && (writing.has(runId) || since < EVENTS_BETWEEN)) return;
      const before = takenAt.get(runId);
      takenAt.set(runId, last.seq);
      // The last one stands behind whatever is still being written.
      const written = (writing.get(runId) ?? Promise.resolve())
        .then(() => snapshots.write(runId, { last, state }))
        .catch((error) => {
          takenAt.set(runId, before ?? 0);
          log.warn({ runId, err: error }, 'a snapshot was not written');
        })
        .finally(() => {
          if (writing.get(runId) === written) writing.delete(runId);
        });
      writing.set(runId, written);
    },
    settled: () => Promise.all(writing.values()),
  };
};
