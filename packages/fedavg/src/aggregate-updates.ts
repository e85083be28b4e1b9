import type { AdditiveAggregator, Aggregator } from './aggregator.ts';
import type { ClientUpdate, UpdateInfo } from './client-update.ts';
import { BLOCK_LENGTH, type DeltaReader, denseDelta, forEachBlock } from './delta-reader.ts';
import { blocksOf, rowsOf, type UpdateBlocks } from './update-blocks.ts';

/** Σ `weigh` of a round's updates: what an additive aggregator wants to know before the first. */
export const totalWeightOf = (
  { weigh }: Pick<AdditiveAggregator, 'weigh'>,
  infos: readonly UpdateInfo[],
): number => infos.reduce((sum, info) => sum + weigh(info), 0);

/**
 * Aggregates updates whose deltas can all be read at any time.
 * @param root the server's own delta, where the rule needs one
 */
export const aggregateUpdates = (
  aggregator: Aggregator,
  updates: readonly ClientUpdate[],
  root?: DeltaReader,
): Float32Array => {
  if (!aggregator.additive) return aggregator.aggregate(blocksOf(updates, root));
  const size = updates[0]?.delta.size ?? 0;
  const totalWeight = totalWeightOf(aggregator, updates);
  const state = aggregator.init({ size, totalWeight });
  return aggregator.finalize(aggregator.accumulate(state, updates));
};

/** Any aggregator over updates that are there block by block. */
export const aggregateBlocks = (aggregator: Aggregator, updates: UpdateBlocks): Float32Array =>
  aggregator.additive ? foldBlocks(aggregator, updates) : aggregator.aggregate(updates);

/** An additive aggregator over updates that are there block by block: each block is a model to it. */
const foldBlocks = (aggregator: AdditiveAggregator, updates: UpdateBlocks): Float32Array => {
  const { infos, size } = updates;
  const totalWeight = totalWeightOf(aggregator, infos);
  const block = new Float32Array(rowsOf(updates) * BLOCK_LENGTH);
  const folded = new Float32Array(size);
  forEachBlock(size, (begin, length) => {
    updates.read(begin, length, block.subarray(0, rowsOf(updates) * length));
    const slices = infos.map((info, row) => {
      const slice = block.subarray(row * length, (row + 1) * length);
      return { ...info, delta: denseDelta(slice) };
    });
    const state = aggregator.init({ size: length, totalWeight });
    folded.set(aggregator.finalize(aggregator.accumulate(state, slices)), begin);
  });
  return folded;
};
