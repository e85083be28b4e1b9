import type { Worker } from 'node:worker_threads';

/** A worker thread that answers every task, started with its first; after a death the next task starts another. */
export interface Thread<Task> {
  /** Rejects when the task failed, or the thread died with it in hand. */
  ask<Result>(task: Task): Promise<Result>;
  /** False from the death of a thread until another one has done a task. */
  readonly isSound: boolean;
  close(): Promise<void>;
}

/** Whatever was in its hands is to be done again, whoever's fault it was. */
export class ThreadDied extends Error {}

/** What a thread says to a task; `answer-tasks.ts` sends it. */
export type ThreadAnswer = { readonly id: number } & (
  | { readonly result: unknown; readonly error?: undefined }
  | { readonly error: { readonly message: string; readonly code: string | undefined } }
);

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** @param title what people call it, e.g. "The folding thread" */
export const createThread = <Task>(title: string, start: () => Worker): Thread<Task> => {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let worker: Worker | null = null;
  let isSound = true;

  const startWorker = (): Worker => {
    const started = start();
    let cause = 'it ended';
    started.on('message', (answer: ThreadAnswer) => {
      isSound = true;
      const waiting = pending.get(answer.id);
      pending.delete(answer.id);
      if (answer.error === undefined) waiting?.resolve(answer.result);
      else waiting?.reject(Object.assign(new Error(answer.error.message), answer.error));
    });
    started.on('error', (error) => {
      cause = error.message;
      isSound = false;
    });
    started.on('exit', () => {
      if (worker === started) worker = null;
      for (const waiting of pending.values()) {
        waiting.reject(new ThreadDied(`${title} died: ${cause}`));
      }
      pending.clear();
    });
    return started;
  };

  return {
    ask: <Result>(task: Task): Promise<Result> =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        pending.set(id, { resolve: (result) => resolve(result as Result), reject });
        worker ??= startWorker();
        worker.postMessage({ id, task });
      }),
    get isSound() {
      return isSound;
    },
    close: async () => {
      await worker?.terminate();
    },
  };
};
