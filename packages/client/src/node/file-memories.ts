import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { ClientMemory, KeptMemory, MemoryStore } from '../client-memory.ts';
import { writeDurably } from './write-durably.ts';

/**
 * Keeps what one client remembers of its runs in files that only its owner can read.
 * @param prefix where they lie; the run's id and an ending are added
 */
export const createFileMemories = (prefix: string): MemoryStore => {
  const pathOf = (runId: string) => `${prefix}.${encodeURIComponent(runId)}.memory`;
  return {
    load: async (runId) => {
      const bytes = await readFile(pathOf(runId)).catch(() => null);
      return bytes && readMemory(bytes);
    },
    save: (runId, memory) => writeDurably(pathOf(runId), serialize(memory)),
  };
};

const isVector = (value: unknown): boolean => value === null || value instanceof Float32Array;

const isMemory = ({ method, residual, compression }: ClientMemory): boolean =>
  [method, residual, compression].every(isVector);

/** Null for a file that is damaged or another version's: the client begins without a memory. */
const readMemory = (bytes: Uint8Array): KeptMemory | null => {
  try {
    const { round, before, after }: KeptMemory = deserialize(bytes);
    const isSound = Number.isInteger(round) && isMemory(before) && isMemory(after);
    return isSound ? { round, before, after } : null;
  } catch {
    return null;
  }
};
