import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isEnded, type RunId } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';

/** One try of one round of a run. */
export interface Attempt {
  readonly runId: RunId;
  readonly round: number;
  readonly attempt: number;
}

const nameOf = ({ round, attempt }: Omit<Attempt, 'runId'>): string => `${round}-${attempt}`;

/** Where an attempt's accepted updates wait for their aggregation. */
export const spoolFolderOf = (spoolFolder: string, attempt: Attempt): string =>
  join(spoolFolder, attempt.runId, nameOf(attempt));

/**
 * Removes spooled updates that no open attempt needs: what a crash left between a commit and its
 * cleaning up.
 */
export const sweepSpool = async (
  spoolFolder: string,
  runs: readonly { readonly runId: string; readonly state: RunState }[],
): Promise<void> => {
  const kept = new Map(
    runs
      .filter(({ state }) => !isEnded(state.status))
      .map(({ runId, state }) => [runId, nameOf(state)]),
  );
  for (const runId of await namesIn(spoolFolder)) {
    for (const attempt of await namesIn(join(spoolFolder, runId))) {
      if (kept.get(runId) === attempt) continue;
      await rm(join(spoolFolder, runId, attempt), { recursive: true, force: true });
    }
  }
};

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
