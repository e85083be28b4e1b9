import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LoggedEvent, RunId } from '@tributary/protocol';
import { RUN_STATE_FORMAT, type RunState } from '@tributary/rounds';

/** What a run had come to after an event of its log. */
export interface Snapshot {
  readonly last: LoggedEvent;
  readonly state: RunState;
}

/**
 * Beside each log, what it leads to, so that a start need not read all of it. The log alone is the truth: nothing
 * is lost with a snapshot, and one that is damaged or of another release counts as none.
 */
export interface Snapshots {
  read(runId: RunId): Promise<Snapshot | null>;
  write(runId: RunId, snapshot: Snapshot): Promise<void>;
}

interface Stored extends Snapshot {
  readonly format: number;
}

const HASH_BYTES = 32;

export const openSnapshots = (folder: string): Snapshots => ({
  read: async (runId) => {
    try {
      const bytes = await readFile(join(folder, runId));
      const body = bytes.subarray(HASH_BYTES);
      if (!hashOf(body).equals(bytes.subarray(0, HASH_BYTES))) return null;
      const { format, last, state }: Stored = deserialize(body);
      return format === RUN_STATE_FORMAT ? { last, state } : null;
    } catch {
      return null;
    }
  },
  write: async (runId, snapshot) => {
    const body = serialize({ format: RUN_STATE_FORMAT, ...snapshot } satisfies Stored);
    await mkdir(folder, { recursive: true });
    // Not synced: a power cut costs the next start the reading of the log.
    const aside = join(folder, `${runId}.part`);
    await writeFile(aside, Buffer.concat([hashOf(body), body]));
    await rename(aside, join(folder, runId));
  },
});

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
