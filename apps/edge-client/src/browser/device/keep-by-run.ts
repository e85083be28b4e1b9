import { del, delMany, entries, get, set, type UseStore } from 'idb-keyval';

/** A run that asked nothing of this device for so long will not ask any more. */
const KEPT_MS = 30 * 86_400_000;

/** One value for each run of one client. */
interface KeptByRun<Value> {
  load(runId: string): Promise<Value | null>;
  save(runId: string, value: Value): Promise<void>;
  remove(runId: string): Promise<void>;
}

/**
 * Keeps values in the browser's database, with their times in a store beside them: what is old is removed
 * once, now, without a look at any value.
 * @param slot which of this browser's clients it is
 */
export const keepByRun = <Value>(
  slot: string,
  { values, times }: { readonly values: UseStore; readonly times: UseStore },
): KeptByRun<Value> => {
  const keyOf = (runId: string) => `${slot}/${runId}`;
  const removeOld = async (): Promise<void> => {
    const oldest = Date.now() - KEPT_MS;
    const old = (await entries<string, number>(times)).filter(([, savedAt]) => savedAt < oldest);
    const keys = old.map(([key]) => key);
    await delMany(keys, values);
    await delMany(keys, times);
  };
  removeOld().catch(() => undefined);
  return {
    load: async (runId) => (await get<Value>(keyOf(runId), values)) ?? null,
    save: async (runId, value) => {
      await set(keyOf(runId), Date.now(), times);
      await set(keyOf(runId), value, values);
    },
    remove: async (runId) => {
      await del(keyOf(runId), values);
      await del(keyOf(runId), times);
    },
  };
};
