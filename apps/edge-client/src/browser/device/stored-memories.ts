import { type ClientMemory, emptyMemory, type MemoryStore } from '@tributary/client';
import { createStore, delMany, entries, get, set } from 'idb-keyval';

interface StoredMemory {
  readonly savedAt: number;
  readonly memory: ClientMemory;
}

/** A run that asked nothing of this device for so long will not ask any more. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Keeps what this tab's client remembers of its runs in the browser's database; it survives reloads and
 * never leaves the device.
 * @param slot which of this browser's clients it is
 */
export const createStoredMemories = (slot: string): MemoryStore => {
  const store = createStore('tributary-memories', 'memories');
  const keyOf = (runId: string) => `${slot}/${runId}`;
  return {
    load: async (runId) => (await get<StoredMemory>(keyOf(runId), store))?.memory ?? emptyMemory,
    save: async (runId, memory) => {
      const savedAt = Date.now();
      await set(keyOf(runId), { savedAt, memory } satisfies StoredMemory, store);
      const old = (await entries<string, StoredMemory>(store)).filter(
        ([, stored]) => stored.savedAt < savedAt - KEPT_MS,
      );
      await delMany(
        old.map(([key]) => key),
        store,
      );
    },
  };
};
