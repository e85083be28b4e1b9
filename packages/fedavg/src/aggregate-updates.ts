import type { AdditiveAggregator, Aggregator } from './aggregator.ts';
import type { ClientUpdate, UpdateInfo } from './client-update.ts';
import type { DeltaReader } from './delta-reader.ts';
import { blocksOf } from './update-blocks.ts';

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
