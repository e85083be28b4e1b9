import type { RunEvent } from '@tributary/protocol';
import { spooledUpdates } from '@tributary/rounds';
import { openBlobStore } from './blob-store.ts';
import { digestOfFile } from './digest-of-file.ts';
import { type SpoolingRun, spoolFolderOf } from './spool.ts';

type UpdateLost = Extract<RunEvent, { type: 'updateLost' }>;

/** The accepted updates of a run that are missing from the spool, or are not what was accepted: as events. */
export const findLostUpdates = async (
  spoolFolder: string,
  run: SpoolingRun,
): Promise<UpdateLost[]> => {
  const lost: UpdateLost[] = [];
  // One after the other: a look at many large files at once would need more memory than the round itself.
  for (const { digest, clientId, round, attempt } of spooledUpdates(run.state)) {
    const path = openBlobStore(spoolFolderOf(spoolFolder, run, run.state)).pathOf(digest);
    if ((await digestOfFile(path)) !== digest) {
      lost.push({ type: 'updateLost', clientId, round, attempt });
    }
  }
  return lost;
};
