import type { KeptMemory, MemoryStore } from '@tributary/client';
import { createStore } from 'idb-keyval';
import { keepByRun } from './keep-by-run.ts';

/**
 * Keeps what this tab's client remembers of its runs in the browser's database; it survives reloads and
 * never leaves the device.
 * @param slot which of this browser's clients it is
 */
export const createStoredMemories = (slot: string): MemoryStore =>
  keepByRun<KeptMemory>(slot, {
    values: createStore('tributary-memories', 'memories'),
    times: createStore('tributary-memory-times', 'times'),
  });
