import type { QueryClient } from '@tanstack/react-query';
import type { RunId } from '@tributary/protocol';
import { queryKeys } from './query-keys.ts';

export interface CheckpointRefresh {
  /** A run is known to have so many checkpoints; the first time that is what has been fetched with it. */
  written(count: number): void;
  stop(): void;
}

interface RefreshOptions {
  readonly runId: RunId;
  /** Rounds may follow each other faster than anybody looks. */
  readonly everyMs: number;
}

/** Has a run's checkpoints fetched anew as soon as there are more of them, but no more often than `everyMs`. */
export const refreshCheckpoints = (
  queryClient: QueryClient,
  { runId, everyMs }: RefreshOptions,
): CheckpointRefresh => {
  let known = Number.POSITIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    timer = undefined;
    askedAt = performance.now();
    void queryClient.invalidateQueries({ queryKey: queryKeys.checkpoints(runId) });
  };
  return {
    written: (count) => {
      if (count > known)
        timer ??= setTimeout(ask, Math.max(0, askedAt + everyMs - performance.now()));
      known = count;
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
