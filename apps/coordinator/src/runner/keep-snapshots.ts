import type { LoggedEvent, RunId } from '@tributary/protocol';
import { isEnded } from '@tributary/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { Snapshots } from '../storage/snapshots.ts';
import type { Runner } from './runner.ts';

/** A start reads at most about so many events of a log, some 0.2 s; each snapshot holds a line of every round. */
const EVENTS_BETWEEN = 2_000;

/**
 * Takes a snapshot of a run now and then, and of one that has ended the last.
 * @returns to be called after each event of a run, when the runner's state is what the event led to
 */
export const keepSnapshots = (snapshots: Snapshots, log: FastifyBaseLogger) => {
  const takenAt = new Map<RunId, number>();
  const writing = new Set<RunId>();
  return ({ runId, state }: Runner, last: LoggedEvent): void => {
    const since = last.seq - (takenAt.get(runId) ?? 0);
    if (writing.has(runId) || (since < EVENTS_BETWEEN && !isEnded(state.status))) return;
    takenAt.set(runId, last.seq);
    writing.add(runId);
    snapshots
      .write(runId, { last, state })
      .catch((error) => log.warn({ runId, err: error }, 'a snapshot was not written'))
      .finally(() => writing.delete(runId));
  };
};
