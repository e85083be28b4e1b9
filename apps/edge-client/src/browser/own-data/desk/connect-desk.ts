import type { DeskCalls, DeskMethod } from './desk.ts';
import { type DeskAnswer, type DeskCall, fromPlainError } from './messages.ts';

/** A desk in a Web Worker of its own. */
export interface Desk {
  /** @throws {DatasetError} what the desk finds wrong with a file */
  call<Method extends DeskMethod>(
    method: Method,
    request: Parameters<DeskCalls[Method]>[0],
  ): ReturnType<DeskCalls[Method]>;
  close(): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** @param onBroken called once it will answer no more; what waits is rejected */
export const connectDesk = (onBroken: () => void): Desk => {
  const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) call?.reject(fromPlainError(data.error));
    else call?.resolve(data.result);
  });
  // Out of memory, or its script could not be loaded.
  worker.addEventListener('error', () => {
    for (const call of waiting.values()) {
      call.reject(new Error('Reading stopped unexpectedly. Try again, or with a smaller file.'));
    }
    waiting.clear();
    worker.terminate();
    onBroken();
  });
  return {
    call: <Method extends DeskMethod>(
      method: Method,
      request: Parameters<DeskCalls[Method]>[0],
    ) => {
      const id = calls++;
      const answer = new Promise<unknown>((resolve, reject) =>
        waiting.set(id, { resolve, reject }),
      );
      worker.postMessage({ id, method, request } satisfies DeskCall);
      return answer as ReturnType<DeskCalls[Method]>;
    },
    close: () => worker.terminate(),
  };
};
