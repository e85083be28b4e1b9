import type { MemoryStore } from './client-memory.ts';

/**
 * A store whose calls are carried out one after another and never fail: what cannot be read or written is
 * lost, which costs accuracy, and is no reason to take no part.
 */
export const guardMemories = (store: MemoryStore): MemoryStore => {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    const done = last.then(work).catch(() => otherwise);
    last = done;
    return done;
  };
  return {
    load: (runId) => inTurn(() => store.load(runId), null),
    save: (runId, memory) => inTurn(() => store.save(runId, memory), undefined),
  };
};
