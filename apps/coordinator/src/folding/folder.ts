import { Worker } from 'node:worker_threads';
import type {
  AggregateResult,
  AggregateTask,
  FoldTask,
  ScreenResult,
  ScreenTask,
} from './fold-task.ts';

/** The coordinator's side of the folding thread. */
export interface Folder {
  screen(task: Omit<ScreenTask, 'type'>): Promise<ScreenResult>;
  aggregate(task: Omit<AggregateTask, 'type'>): Promise<AggregateResult>;
  close(): Promise<void>;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Starts the folding thread; a thread that dies fails what it had in hand and is started anew. */
export const startFolder = (): Folder => {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let closed = false;
  let worker = startWorker();

  function startWorker(): Worker {
    const started = new Worker(new URL('./fold-worker.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
    });
    started.on('message', ({ id, result, error }) => {
      const waiting = pending.get(id);
      pending.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    // An 'exit' follows; without a listener the error would end the coordinator.
    started.on('error', () => undefined);
    started.on('exit', () => {
      for (const waiting of pending.values()) waiting.reject(new Error('The folding thread died.'));
      pending.clear();
      if (!closed) worker = startWorker();
    });
    return started;
  }

  const run = <Result>(task: FoldTask, transfer: ArrayBuffer[] = []): Promise<Result> =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      pending.set(id, { resolve: (result) => resolve(result as Result), reject });
      worker.postMessage({ id, task }, transfer);
    });

  return {
    screen: (task) => run({ type: 'screen', ...task }, [task.bytes.buffer]),
    aggregate: (task) => run({ type: 'aggregate', ...task }),
    close: async () => {
      closed = true;
      await worker.terminate();
    },
  };
};
