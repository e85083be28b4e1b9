import { Worker } from 'node:worker_threads';
import type { AggregateResult } from '@tributary/rounds';
import { places } from '../places.ts';
import { createThread } from '../thread.ts';
import type { FoldRoundTask, FoldTask, ScreenResult, ScreenTask } from './fold-task.ts';

/** The coordinator's side of the folding thread. */
export interface Folder {
  screen(task: Omit<ScreenTask, 'type'>): Promise<ScreenResult>;
  aggregate(task: Omit<FoldRoundTask, 'type'>): Promise<AggregateResult>;
  /** False from the death of a thread until another one has done a task. */
  readonly isSound: boolean;
  close(): Promise<void>;
}

/** A folding thread, started with its first task; one that dies fails what it had in hand. */
export const createFolder = (): Folder => {
  const thread = createThread<FoldTask>(
    'The folding thread',
    () => new Worker(places.foldWorker, { execArgv: [] }),
  );
  return {
    screen: (task) => thread.ask({ type: 'screen', ...task }),
    aggregate: (task) => thread.ask({ type: 'aggregate', ...task }),
    get isSound() {
      return thread.isSound;
    },
    close: thread.close,
  };
};
