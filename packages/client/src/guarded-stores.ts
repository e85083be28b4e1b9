import type { MemoryStore } from './client-memory.ts';
import type { UpdateStore } from './finished-update.ts';

/** Carries calls out one after another; one that fails gives `otherwise` and stops nobody behind it. */
const createGuard = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    const done = last.then(work).catch(() => otherwise);
    last = done;
    return done;
  };
};

/** A store that never fails: what cannot be read or written is lost, which costs accuracy and no more. */
export const guardMemories = (store: MemoryStore): MemoryStore => {
  const guarded = createGuard();
  return {
    load: (runId) => guarded(() => store.load(runId), null),
    save: (runId, memory) => guarded(() => store.save(runId, memory), undefined),
  };
};

/** A store that never fails: an update that cannot be kept is sent all the same. */
export const guardUpdates = (store: UpdateStore): UpdateStore => {
  const guarded = createGuard();
  return {
    load: (runId) => guarded(() => store.load(runId), null),
    save: (runId, update) => guarded(() => store.save(runId, update), undefined),
    remove: (runId) => guarded(() => store.remove(runId), undefined),
  };
};
