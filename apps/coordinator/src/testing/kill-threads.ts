import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import type { FoldTask } from '../folding/fold-task.ts';
import type { StoreCall } from '../storage/stores.ts';

type ThreadTask = FoldTask | StoreCall;

/** The coordinator's threads, which can be made to die. */
export interface Killer {
  /** From now on every thread that is given such a task dies with it in hand; none with `null`. */
  aim(isDeadly: ((task: ThreadTask) => boolean) | null): void;
  /** How many have died. */
  readonly deaths: number;
  stop(): void;
}

/** Stands behind every thread that this process starts from now on. */
export const createKiller = (): Killer => {
  let isDeadly: ((task: ThreadTask) => boolean) | null = null;
  let deaths = 0;
  const follow = (message: unknown): void => {
    const { worker } = message as { readonly worker: Worker };
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message) => {
      if (isDeadly?.(message.task)) {
        deaths += 1;
        void worker.terminate();
      }
      post(message);
    };
  };
  // Node tells of every thread that is started.
  subscribe('worker_threads', follow);
  return {
    aim: (next) => {
      isDeadly = next;
    },
    get deaths() {
      return deaths;
    },
    stop: () => void unsubscribe('worker_threads', follow),
  };
};
