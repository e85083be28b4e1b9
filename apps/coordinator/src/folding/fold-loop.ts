/** The folding thread: everything that walks over whole models, away from the event loop. */
import { parentPort } from 'node:worker_threads';
import { aggregateRound } from '@tributary/rounds';
import { openBlobStore } from '../storage/blob-store.ts';
import type { FoldTask } from './fold-task.ts';
import { screenUpdate } from './screen-update.ts';

const perform = (task: FoldTask) =>
  task.type === 'screen'
    ? screenUpdate(task)
    : aggregateRound(task, {
        blobs: openBlobStore(task.blobFolder),
        spool: openBlobStore(task.spoolFolder),
      });

parentPort?.on('message', ({ id, task }: { id: number; task: FoldTask }) => {
  perform(task).then(
    (result) => parentPort?.postMessage({ id, result }),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
  );
});
