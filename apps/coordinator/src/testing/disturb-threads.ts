import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import type { FoldTask } from '../folding/fold-task.ts';
import type { StoreCall } from '../storage/stores.ts';

export type ThreadTask = FoldTask | StoreCall;

/** Stands between the coordinator and its threads. */
export interface Disturbance {
  /** From now on every thread that is given such a task dies with it in hand; none with `null`. */
  kill(isDeadly: ((task: ThreadTask) => boolean) | null): void;
  /** From now on such tasks come to their thread only when they are let go; resolves at the first. */
  hold(isHeld: (task: ThreadTask) => boolean): Promise<{ letGo(): void }>;
  /** How many threads have died. */
  readonly deaths: number;
  stop(): void;
}

/** Disturbs every thread that this process starts from now on. */
export const disturbThreads = (): Disturbance => {
  let isDeadly: ((task: ThreadTask) => boolean) | null = null;
  let isHeld = (_task: ThreadTask): boolean => false;
  let onHeld = (): void => undefined;
  const held: (() => void)[] = [];
  let deaths = 0;
  const letGo = () => {
    isHeld = () => false;
    for (const post of held.splice(0)) post();
  };
  const follow = (message: unknown): void => {
    const { worker } = message as { readonly worker: Worker };
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message) => {
      if (isHeld(message.task)) {
        held.push(() => post(message));
        return onHeld();
      }
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
    kill: (next) => {
      isDeadly = next;
    },
    hold: (next) =>
      new Promise((resolve) => {
        isHeld = next;
        onHeld = () => resolve({ letGo });
      }),
    get deaths() {
      return deaths;
    },
    stop: () => void unsubscribe('worker_threads', follow),
  };
};
