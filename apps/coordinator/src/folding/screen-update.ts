import { readFile } from 'node:fs/promises';
import { reject } from '@tributary/protocol';
import { screenDelta } from '@tributary/rounds';
import { reach } from '../reach.ts';
import { digestOf, openBlobStore } from '../storage/blob-store.ts';
import type { ScreenResult, ScreenTask } from './fold-task.ts';

/** Whether an upload is what its offer said and fit to be averaged; if so it is spooled durably. */
export const screenUpdate = async (task: ScreenTask): Promise<ScreenResult> => {
  const { source, digest, spoolFolder } = task;
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  if (digestOf(bytes) !== digest) return reject('corrupt', 'digest');
  const verdict = screenDelta(bytes, task);
  reach('update.screened');
  if (!verdict.ok) return verdict;
  const spool = openBlobStore(spoolFolder);
  await (typeof source === 'string' ? spool.adopt(source, digest) : spool.put(bytes));
  return verdict;
};
