import { readFile, rm } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { FinishedUpdate, UpdateStore } from '../finished-update.ts';
import { writeDurably } from './write-durably.ts';

/**
 * Keeps one client's finished updates in files that only its owner can read.
 * @param prefix where they lie; the run's id and an ending are added
 */
export const createFileUpdates = (prefix: string): UpdateStore => {
  const pathOf = (runId: string) => `${prefix}.${encodeURIComponent(runId)}.update`;
  return {
    load: async (runId) => {
      const bytes = await readFile(pathOf(runId)).catch(() => null);
      return bytes && readUpdate(bytes);
    },
    save: (runId, update) => writeDurably(pathOf(runId), serialize(update)),
    remove: (runId) => rm(pathOf(runId), { force: true }),
  };
};

/** Null for a file that is damaged or another version's: the client trains again. */
const readUpdate = (bytes: Uint8Array): FinishedUpdate | null => {
  try {
    const update: FinishedUpdate = deserialize(bytes);
    const isSound = Number.isInteger(update.round) && update.frame instanceof Uint8Array;
    return isSound ? update : null;
  } catch {
    return null;
  }
};
