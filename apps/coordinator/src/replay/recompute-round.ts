import type { RunConfig } from '@tributary/protocol';
import { type AggregateStores, aggregateRound, needsRoot } from '@tributary/rounds';
import { digestOf } from '../storage/blob-store.ts';
import type { CommittedRound } from './trace-run.ts';

/** Why no round of such a run can be computed again; null where it can. */
export const whyNotRecomputed = (config: RunConfig): string | null => {
  if (config.privacy.mode === 'central') return "privacy's noise is not repeated";
  return needsRoot(config) ? "the coordinator's own update is not kept" : null;
};

/**
 * Folds a round's kept updates once more and stores nothing.
 * @returns what came out otherwise than the log says; nothing where all is the same to the last bit
 * @throws when a blob is missing
 */
export const recomputeRound = async (
  { record, fold }: CommittedRound,
  config: RunConfig,
  { blobs, spool, openScratch }: AggregateStores,
): Promise<string[]> => {
  const { type: _type, attempt: _attempt, ...task } = fold;
  const result = await aggregateRound(
    { config, ...task },
    {
      blobs: { get: blobs.get, put: async (bytes) => digestOf(bytes) },
      spool,
      ...(openScratch && { openScratch }),
    },
  );
  const { checkpoint, iterate = checkpoint, broadcast = iterate, optimizerState } = result;
  const computed = { checkpoint, iterate, broadcast, optimizerState };
  return Object.entries(computed)
    .filter(([name, digest]) => record[name as keyof typeof computed] !== digest)
    .map(([name]) => words[name] ?? name);
};

const words: Readonly<Record<string, string>> = {
  checkpoint: 'model',
  iterate: 'weights that clients start from',
  broadcast: 'download',
  optimizerState: 'optimizer state',
};
