import type { KeptMemory, MemoryStore } from '@tributary/client';
import { createStore, delMany, entries, get, set } from 'idb-keyval';

/** A run that asked nothing of this device for so long will not ask any more. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Keeps what this tab's client remembers of its runs in the browser's database; it survives reloads and
 * never leaves the device. What is old is removed once, now.
 * @param slot which of this browser's clients it is
 */
export const createStoredMemories = (slot: string): MemoryStore => {
  const memories = createStore('tributary-memories', 'memories');
  const times = createStore('tributary-memory-times', 'times');
  const keyOf = (runId: string) => `${slot}/${runId}`;
  const removeOld = async (): Promise<void> => {
    const oldest = Date.now() - KEPT_MS;
    const old = (await entries<string, number>(times)).filter(([, savedAt]) => savedAt < oldest);
    const keys = old.map(([key]) => key);
    await delMany(keys, memories);
    await delMany(keys, times);
  };
  removeOld().catch(() => undefined);
  return {
    load: async (runId) => (await get<KeptMemory>(keyOf(runId), memories)) ?? null,
    save: async (runId, memory) => {
      await set(keyOf(runId), Date.now(), times);
      await set(keyOf(runId), memory, memories);
    },
  };
};
