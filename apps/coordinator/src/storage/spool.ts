import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ClientId,
  type Digest,
  isEnded,
  type RunConfig,
  type RunId,
} from '@tributary/protocol';
import { asynchronousOf, neededDigests, type RunState } from '@tributary/rounds';
import { openBlobStore } from './blob-store.ts';

/** One try of one round of a run. */
interface Attempt {
  readonly round: number;
  readonly attempt: number;
}

const nameOf = ({ round, attempt }: Attempt): string => `${round}-${attempt}`;

/** The updates of an asynchronous run outlive its rounds. */
const BUFFER = 'buffer';

export interface SpoolingRun {
  readonly runId: RunId;
  readonly config: Pick<RunConfig, 'strategy'>;
  readonly state: RunState;
}

/** Where the accepted updates of an attempt, or of an asynchronous run, wait for their aggregation. */
export const spoolFolderOf = (
  spoolFolder: string,
  { runId, config }: Pick<SpoolingRun, 'runId' | 'config'>,
  attempt: Attempt,
): string => join(spoolFolder, runId, asynchronousOf(config) ? BUFFER : nameOf(attempt));

/** Where the updates of a committed round lie on, for as long as they are kept. */
export const keptFolderOf = (
  spoolFolder: string,
  { runId }: Pick<SpoolingRun, 'runId'>,
  attempt: Attempt,
): string => join(spoolFolder, runId, nameOf(attempt));

const partialNameOf = ({ round }: Pick<Attempt, 'round'>): string => `${round}-partial`;

/** Where updates lie until all of their bytes have come: what began in one attempt goes on in the next. */
export const partialFolderOf = (
  spoolFolder: string,
  { runId, config }: Pick<SpoolingRun, 'runId' | 'config'>,
  round: Pick<Attempt, 'round'>,
): string =>
  asynchronousOf(config)
    ? join(spoolFolder, runId, BUFFER, 'partial')
    : join(spoolFolder, runId, partialNameOf(round));

export const partialPathOf = (folder: string, clientId: ClientId, digest: Digest): string =>
  join(folder, `${clientId}-${digest.slice('sha256:'.length)}`);

/**
 * Removes spooled updates that no open attempt and no buffer needs: what a crash left between a commit and its
 * cleaning up.
 * @param keepUpdates those of so many newest committed rounds stay
 */
export const sweepSpool = async (
  spoolFolder: string,
  runs: readonly { readonly runId: string; readonly state: RunState }[],
  keepUpdates = 0,
): Promise<void> => {
  const kept = new Map(runs.map(({ runId, state }) => [runId, neededNames(state, keepUpdates)]));
  for (const runId of await namesIn(spoolFolder)) {
    for (const attempt of await namesIn(join(spoolFolder, runId))) {
      if (kept.get(runId)?.includes(attempt)) continue;
      await rm(join(spoolFolder, runId, attempt), { recursive: true, force: true });
    }
  }
  for (const { runId, state } of runs) {
    if (state.flight && !isEnded(state.status)) await sweepBuffer(spoolFolder, runId, state);
  }
};

/** What was folded, but not removed any more. */
const sweepBuffer = async (spoolFolder: string, runId: RunId, state: RunState): Promise<void> => {
  const buffer = openBlobStore(join(spoolFolder, runId, BUFFER));
  const needed = new Set(neededDigests(state));
  for (const digest of await buffer.list()) if (!needed.has(digest)) await buffer.remove(digest);
};

const neededNames = (state: RunState, keepUpdates: number): string[] => [
  ...(isEnded(state.status) ? [] : openNames(state)),
  ...(keepUpdates > 0 ? state.history.slice(-keepUpdates).map(nameOf) : []),
];

const openNames = (state: RunState): string[] =>
  state.flight ? [BUFFER] : [nameOf(state), partialNameOf(state)];

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
