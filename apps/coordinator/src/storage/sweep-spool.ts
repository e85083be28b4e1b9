import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isEnded } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';

/** `<round>-<attempt>`: where an attempt's accepted updates lie below their run's folder. */
export const attemptFolder = ({ round, attempt }: { round: number; attempt: number }): string =>
  `${round}-${attempt}`;

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
      .map(({ runId, state }) => [runId, attemptFolder(state)]),
  );
  for (const runId of await namesIn(spoolFolder)) {
    for (const attempt of await namesIn(join(spoolFolder, runId))) {
      if (kept.get(runId) === attempt) continue;
      await rm(join(spoolFolder, runId, attempt), { recursive: true, force: true });
    }
  }
};

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
