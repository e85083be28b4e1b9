import { aggregateBlocks } from '../aggregate-updates.ts';
import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import { MAX_ABS_DELTA, type UpdateInfo } from '../client-update.ts';
import { rowsOf, type UpdateBlocks } from '../update-blocks.ts';
import { leastUpdatesOf } from './preaggregate.ts';

/**
 * Multiplies every update before an aggregator sees it: yᵢ = fᵢ·xᵢ. What is said of an update stays, but for
 * its norm; the server's own delta is left as it is. No value gets longer than sums are made for.
 * @param factorsOf one f per update, finite and at least 0
 */
export const scaleBefore = (
  aggregator: Aggregator,
  factorsOf: (infos: readonly UpdateInfo[]) => Float64Array,
): RobustAggregator => ({
  name: aggregator.name,
  additive: false,
  leastUpdates: leastUpdatesOf(aggregator),
  aggregate: (updates) => aggregateBlocks(aggregator, scaleRows(updates, factorsOf(updates.infos))),
});

const scaleRows = (updates: UpdateBlocks, factors: Float64Array): UpdateBlocks => {
  const { infos, size, hasRoot } = updates;
  return {
    ...{ size, hasRoot },
    infos: infos.map((info, row) =>
      info.norm === undefined ? info : { ...info, norm: info.norm * (factors[row] as number) },
    ),
    read: (begin, length, out) => {
      updates.read(begin, length, out);
      for (let row = 0; row < rowsOf(updates); row++) {
        const factor = factors[row] ?? 1;
        for (let i = row * length; i < (row + 1) * length; i++) {
          const value = factor * (out[i] as number);
          out[i] = Math.max(-MAX_ABS_DELTA, Math.min(MAX_ABS_DELTA, value));
        }
      }
    },
  };
};
