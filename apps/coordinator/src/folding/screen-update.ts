import { reject } from '@tributary/protocol';
import { screenDelta } from '@tributary/rounds';
import { digestOf, openBlobStore } from '../storage/blob-store.ts';
import type { ScreenResult, ScreenTask } from './fold-task.ts';

/** Whether an upload is what its offer said and fit to be averaged; if so it is spooled durably. */
export const screenUpdate = async (task: ScreenTask): Promise<ScreenResult> => {
  if (digestOf(task.bytes) !== task.digest) return reject('corrupt', 'digest');
  const verdict = screenDelta(task.bytes, task);
  if (verdict.ok) await openBlobStore(task.spoolFolder).put(task.bytes);
  return verdict;
};
