import type { FinishedUpdate, UpdateStore } from '@tributary/client';
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { keepByRun } from './keep-by-run.ts';

/**
 * Keeps what this tab's client has finished in the browser's database: it survives reloads, crashes of the
 * tab and, as every write is flushed to the disk, of the machine.
 * @param slot which of this browser's clients it is
 */
export const createStoredUpdates = (slot: string): UpdateStore =>
  keepByRun<FinishedUpdate>(slot, {
    values: openStrictStore('tributary-updates', 'updates'),
    times: createStore('tributary-update-times', 'times'),
  });

/** Like idb-keyval's own stores, but a write is done only when it lies on the disk. */
const openStrictStore = (databaseName: string, storeName: string): UseStore => {
  const opening = indexedDB.open(databaseName);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  const database = promisifyRequest(opening);
  return async (mode, use) => {
    const transaction = (await database).transaction(storeName, mode, { durability: 'strict' });
    return use(transaction.objectStore(storeName));
  };
};
