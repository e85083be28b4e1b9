import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isEnded, type RunConfig, type RunId } from '@tributary/protocol';
import { asynchronousOf, type RunState } from '@tributary/rounds';

/** One try of one round of a run. */
interface Attempt {
  readonly round: number;
  readonly attempt: number;
}

const nameOf = ({ round, attempt }: Attempt): string => `${round}-${attempt}`;

/** The updates of an asynchronous run outlive its rounds. */
const BUFFER = 'buffer';

interface SpoolingRun {
  readonly runId: RunId;
  readonly config: Pick<RunConfig, 'strategy'>;
}

/** Where the accepted updates of an attempt, or of an asynchronous run, wait for their aggregation. */
export const spoolFolderOf = (
  spoolFolder: string,
  { runId, config }: SpoolingRun,
  attempt: Attempt,
): string => join(spoolFolder, runId, asynchronousOf(config) ? BUFFER : nameOf(attempt));

/**
 * Removes spooled updates that no open attempt and no buffer needs: what a crash left between a commit and its
 * cleaning up.
 */
export const sweepSpool = async (
  spoolFolder: string,
  runs: readonly { readonly runId: string; readonly state: RunState }[],
): Promise<void> => {
  const kept = new Map(
    runs
      .filter(({ state }) => !isEnded(state.status))
      .map(({ runId, state }) => [runId, state.flight ? BUFFER : nameOf(state)]),
  );
  for (const runId of await namesIn(spoolFolder)) {
    for (const attempt of await namesIn(join(spoolFolder, runId))) {
      if (kept.get(runId) === attempt) continue;
      await rm(join(spoolFolder, runId, attempt), { recursive: true, force: true });
    }
  }
};

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
