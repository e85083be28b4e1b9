import { Worker } from 'node:worker_threads';
import type { AggregateResult } from '@tributary/rounds';
import type { FoldRoundTask, FoldTask, ScreenResult, ScreenTask } from './fold-task.ts';

/** The coordinator's side of the folding thread. */
export interface Folder {
  screen(task: Omit<ScreenTask, 'type'>): Promise<ScreenResult>;
  aggregate(task: Omit<FoldRoundTask, 'type'>): Promise<AggregateResult>;
  close(): Promise<void>;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A folding thread, started with its first task; one that dies fails what it had in hand. */
export const createFolder = (): Folder => {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let worker: Worker | null = null;

  const startWorker = (): Worker => {
    const started = new Worker(new URL('./fold-worker.mjs', import.meta.url), { execArgv: [] });
    let cause = 'it ended';
    started.on('message', ({ id, result, error }) => {
      const waiting = pending.get(id);
      pending.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    started.on('error', (error) => {
      cause = error.message;
    });
    started.on('exit', () => {
      if (worker === started) worker = null;
      for (const waiting of pending.values()) {
        waiting.reject(new Error(`The folding thread died: ${cause}`));
      }
      pending.clear();
    });
    return started;
  };

  const run = <Result>(task: FoldTask, transfer: ArrayBuffer[] = []): Promise<Result> =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      pending.set(id, { resolve: (result) => resolve(result as Result), reject });
      worker ??= startWorker();
      worker.postMessage({ id, task }, transfer);
    });

  return {
    screen: (task) => run({ type: 'screen', ...task }, [task.bytes.buffer]),
    aggregate: (task) => run({ type: 'aggregate', ...task }),
    close: async () => {
      await worker?.terminate();
    },
  };
};
