import type { Digest, RunConfig } from '@tributary/protocol';
import type { OpenScratch } from '@tributary/rounds';
import { blobsOf } from '../runner/needed-blobs.ts';
import { firstWeightsOf, initialCheckpoint } from '../runner/run-model.ts';
import { type BlobStore, digestOf, openBlobStore } from '../storage/blob-store.ts';
import { keptFolderOf } from '../storage/spool.ts';
import { type BlobCheck, createBlobCheck } from './check-blobs.ts';
import { type Fault, faultOf } from './fault.ts';
import { recomputeRound, whyNotRecomputed } from './recompute-round.ts';
import type { CommittedRound } from './trace-run.ts';

/** What was done about a round, and what came of it. */
export interface RoundReport {
  readonly round: number;
  readonly updates: number;
  readonly recomputed: boolean;
  /** In plain words. */
  readonly done: string;
  readonly faults: readonly Fault[];
  /** Its blobs that are not there. */
  readonly gone: readonly Digest[];
}

export interface RoundTools {
  readonly runId: string;
  readonly config: RunConfig;
  readonly blobs: BlobStore;
  readonly spoolFolder: string;
  readonly conditionOf: BlobCheck;
  readonly openScratch?: OpenScratch;
}

/** Makes the first model again. */
export const checkFirst = async (
  checkpoint: Digest,
  { config, conditionOf }: RoundTools,
): Promise<RoundReport> => {
  const { faults, gone } = await checkBlobs(0, [checkpoint], conditionOf);
  const [brought] = firstWeightsOf(config.task);
  const isSame = (brought ?? digestOf(initialCheckpoint(config))) === checkpoint;
  return {
    ...{ round: 0, updates: 0, recomputed: true, gone },
    done: brought
      ? 'compared with the weights that the model came with'
      : 'made again from the seed',
    faults: isSame ? faults : [...faults, faultOf(0, 'the config leads to another first model')],
  };
};

/** Computes a round again, if its updates are there, and in any case looks at what it left. */
export const checkRound = async (
  committed: CommittedRound,
  tools: RoundTools,
): Promise<RoundReport> => {
  const { record, fold } = committed;
  const { round } = record;
  const digests = blobsOf(record);
  const { faults, gone } = await checkBlobs(round, digests, tools.conditionOf);
  const again = await recompute(committed, tools);
  const looked =
    gone.length === digests.length
      ? 'log checked, blobs let go'
      : `log and ${digests.length - gone.length} of ${digests.length} blobs checked`;
  return {
    ...{ round, updates: fold.updates.length, recomputed: again.whyNot === null, gone },
    done: again.whyNot === null ? 'computed again' : `${looked} (${again.whyNot})`,
    faults: [...faults, ...again.faults.map((what) => faultOf(round, what))],
  };
};

const checkBlobs = async (
  round: number,
  digests: readonly Digest[],
  conditionOf: BlobCheck,
): Promise<{ readonly faults: Fault[]; readonly gone: Digest[] }> => {
  const [faults, gone]: [Fault[], Digest[]] = [[], []];
  for (const digest of digests) {
    const condition = await conditionOf(digest);
    if (condition === 'gone') gone.push(digest);
    if (condition === 'damaged') faults.push(faultOf(round, `${digest} is damaged`));
  }
  return { faults, gone };
};

interface Recomputation {
  /** Null where the round was computed again. */
  readonly whyNot: string | null;
  readonly faults: readonly string[];
}

const recompute = async (
  committed: CommittedRound,
  { runId, config, blobs, spoolFolder, conditionOf, openScratch }: RoundTools,
): Promise<Recomputation> => {
  const { record, fold } = committed;
  const spool = openBlobStore(keptFolderOf(spoolFolder, { runId }, record));
  const updateOf = createBlobCheck(spool);
  const updates = await Promise.all(fold.updates.map(({ digest }) => updateOf(digest)));
  const gone = updates.filter((condition) => condition === 'gone').length;
  if (gone === updates.length) return { whyNot: 'updates not kept', faults: [] };
  const faults = fold.updates.flatMap(({ digest }, index) =>
    updates[index] === 'damaged' ? [`the kept update ${digest} is damaged`] : [],
  );
  const instead = (whyNot: string): Recomputation => ({ whyNot, faults });
  const reason = whyNotRecomputed(config);
  if (reason !== null) return instead(reason);
  if (gone > 0) return instead(`${gone} of ${updates.length} updates not kept`);
  if (faults.length > 0) return instead('damaged updates');
  const bases = await Promise.all(basesOf(committed).map(conditionOf));
  if (bases.includes('damaged')) {
    return { whyNot: 'damaged base', faults: ['a model that it starts from is damaged'] };
  }
  if (bases.includes('gone')) return instead('a model that it starts from was let go');
  try {
    const others = await recomputeRound(committed, config, {
      ...{ blobs, spool, ...(openScratch && { openScratch }) },
    });
    return { whyNot: null, faults: others.map((name) => `computed again, its ${name} is another`) };
  } catch (error) {
    // A coordinator at work may remove what was there a moment ago.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead('updates not kept');
    return { whyNot: 'failed', faults: [`it cannot be computed again: ${String(error)}`] };
  }
};

const basesOf = ({ fold }: CommittedRound): Digest[] => [
  fold.base,
  ...(fold.optimizerState === null ? [] : [fold.optimizerState]),
  ...fold.updates.flatMap(({ base }) => base ?? []),
];
