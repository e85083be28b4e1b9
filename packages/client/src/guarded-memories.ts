import type { KeptMemory, MemoryStore } from './client-memory.ts';

export interface GuardedMemories extends MemoryStore {
  /** Changes what is kept, if anything is. */
  change(runId: string, change: (kept: KeptMemory) => KeptMemory): Promise<void>;
}

/**
 * A store whose calls are carried out one after another and never fail: what cannot be read or written is
 * lost, which costs accuracy, and is no reason to take no part.
 */
export const guardMemories = (store: MemoryStore): GuardedMemories => {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    const done = last.then(work).catch(() => otherwise);
    last = done;
    return done;
  };
  return {
    load: (runId) => inTurn(() => store.load(runId), null),
    save: (runId, memory) => inTurn(() => store.save(runId, memory), undefined),
    change: (runId, change) =>
      inTurn(async () => {
        const kept = await store.load(runId);
        if (kept) await store.save(runId, change(kept));
      }, undefined),
  };
};
