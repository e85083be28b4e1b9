import {
  type AdditiveAggregator,
  type Aggregator,
  aggregateBlocks,
  type ClientUpdate,
  countWeights,
  rebaseDelta,
  totalWeightOf,
  type UpdateBlocks,
  type WeightManifest,
} from '@tributary/fedavg';
import { type Digest, openFrame, type ScreeningSpec } from '@tributary/protocol';
import type { ReportedUpdate } from '../run-effect.ts';
import type { AggregateResult, AggregateStores } from './aggregate-round.ts';
import { findLongOnes, findOpposed } from './find-outliers.ts';
import { readFrame } from './model-blobs.ts';
import { firstValues, openMemoryScratch, selectRows, spoolBlocks } from './scratch.ts';

/** A round's updates on their way to one delta. */
export interface Fold {
  readonly updates: readonly ReportedUpdate[];
  /** The shape of each of them. */
  readonly manifest: WeightManifest;
  readonly aggregator: Aggregator;
  readonly screening: ScreeningSpec;
  /** How many of an update's first values move the model: those that are compared. */
  readonly moves: number;
  /** The weights that the aggregate will be added to. */
  readonly current: Float32Array;
  /** The server's own delta, for a rule that needs one. */
  readonly root?: Digest | undefined;
}

export interface Folded {
  readonly delta: Float32Array;
  readonly excluded: NonNullable<AggregateResult['excluded']>;
}

/** So many updates are in memory at a time: enough that walking over the sums costs little. */
const TOGETHER = 8;

/** Leaves out what stands out, and aggregates the rest. */
export const foldUpdates = async (fold: Fold, stores: AggregateStores): Promise<Folded> => {
  const { aggregator, screening } = fold;
  const excluded = findLongOnes(fold.updates, screening);
  const kept = fold.updates.filter(({ digest }) => excluded.every((one) => one.digest !== digest));
  const rest = { ...fold, updates: kept };
  const { minCosine } = screening;
  if (aggregator.additive && minCosine === null) {
    return { delta: await sumUp(aggregator, rest, stores), excluded };
  }
  return withBlocks(rest, stores, (blocks) => {
    const opposed =
      minCosine === null ? [] : findOpposed(firstValues(blocks, fold.moves), minCosine);
    const agreeing = kept.flatMap((_, row) => (opposed.includes(row) ? [] : [row]));
    return {
      delta: aggregateBlocks(
        aggregator,
        opposed.length === 0 ? blocks : selectRows(blocks, agreeing),
      ),
      excluded: [
        ...excluded,
        ...kept.flatMap(({ digest }, row) =>
          opposed.includes(row) ? [{ digest, code: 'outlier' as const }] : [],
        ),
      ],
    };
  });
};

/** Memory does not grow with the cohort, and the sums are exact, so no order changes a bit of them. */
const sumUp = async (
  aggregator: AdditiveAggregator,
  fold: Fold,
  stores: AggregateStores,
): Promise<Float32Array> => {
  const { updates, manifest } = fold;
  const totalWeight = totalWeightOf(aggregator, updates);
  let state = aggregator.init({ size: countWeights(manifest), totalWeight });
  for (let first = 0; first < updates.length; first += TOGETHER) {
    const group = updates.slice(first, first + TOGETHER);
    const read = await Promise.all(group.map((update) => readUpdate(update, fold, stores)));
    state = aggregator.accumulate(state, read);
  }
  return aggregator.finalize(state);
};

/** All updates side by side, one block of each in memory at a time. */
const withBlocks = async <Result>(
  fold: Fold,
  stores: AggregateStores,
  use: (blocks: UpdateBlocks) => Result,
): Promise<Result> => {
  const { updates, manifest, root } = fold;
  const size = countWeights(manifest);
  const rows = [...updates, ...(root ? [{ digest: root, numExamples: 1 }] : [])];
  const scratch = (stores.openScratch ?? openMemoryScratch)(rows.length * size);
  try {
    const blocks = spoolBlocks(scratch, { infos: updates, size, hasRoot: root !== undefined });
    for (const [row, update] of rows.entries()) {
      blocks.fill(row, (await readUpdate(update, fold, stores)).delta);
    }
    return use(blocks);
  } finally {
    scratch.close();
  }
};

/** An update of the spool, reckoned from the weights of now. @throws when it is missing or damaged */
export const readUpdate = async (
  { digest, base, ...info }: ReportedUpdate,
  { manifest, current }: Pick<Fold, 'manifest' | 'current'>,
  { blobs, spool }: AggregateStores,
): Promise<ClientUpdate> => {
  const frame = openFrame(await spool.get(digest), { kind: 'delta', manifest });
  if (!frame.ok) throw new Error(`The update ${digest} is damaged: ${frame.message}`);
  if (base === undefined) return { ...info, delta: frame.values };
  const { values: startedFrom } = await readFrame(blobs, base);
  return { ...info, delta: rebaseDelta(frame.values, startedFrom, current) };
};
