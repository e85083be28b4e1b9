/** The folding thread: everything that walks over whole models, away from the event loop. */
import { randomFillSync } from 'node:crypto';
import { noiseSourceFrom } from '@tributary/fedavg';
import { aggregateRound } from '@tributary/rounds';
import { answerTasks } from '../answer-tasks.ts';
import { reach } from '../reach.ts';
import { openBlobStore } from '../storage/blob-store.ts';
import { openFileScratch } from './file-scratch.ts';
import type { FoldTask } from './fold-task.ts';
import { screenUpdate } from './screen-update.ts';

const perform = (task: FoldTask) =>
  task.type === 'screen'
    ? screenUpdate(task)
    : aggregateRound(task, {
        blobs: openBlobStore(task.blobFolder),
        spool: openBlobStore(task.spoolFolder),
        openScratch: openFileScratch(task.spoolFolder),
        noise,
      });

/** Privacy's noise comes from the operating system's cryptographic source. */
const noise = noiseSourceFrom((bytes) => void randomFillSync(bytes));

answerTasks<FoldTask>(async (task) => {
  const result = await perform(task);
  reach('fold.answer');
  return result;
});
