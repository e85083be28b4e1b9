import type { RobustAggregator } from '../aggregator.ts';
import { BLOCK_LENGTH, forEachBlock } from '../delta-reader.ts';
import { type ColumnReduction, reduceColumns } from '../kernels/column-order.ts';
import { sortingNetwork } from '../kernels/sorting-network.ts';
import { atWorkbench, blockBytes } from '../kernels/workbench.ts';
import { rowsOf, type UpdateBlocks } from '../update-blocks.ts';
import { requireUpdates } from './require-updates.ts';

/**
 * A rule that looks at every coordinate on its own: it puts the clients' values in order and takes a
 * mean of some of them.
 * @param reductionOf which ones, for so many clients
 * @param leastUpdates what its guarantee asks for
 */
export const coordinateRule = (
  name: string,
  reductionOf: (count: number) => ColumnReduction,
  leastUpdates = 1,
): RobustAggregator => ({
  name,
  additive: false,
  leastUpdates,
  aggregate: (updates) => {
    requireUpdates(updates);
    const everyone = updates.infos.map((_, row) => row);
    return reduceCoordinates(updates, everyone, reductionOf(everyone.length));
  },
});

/**
 * Each coordinate of some of the rows, reduced to one value.
 * @param chosen rows, in ascending order
 */
export const reduceCoordinates = (
  updates: UpdateBlocks,
  chosen: readonly number[],
  reduction: ColumnReduction,
): Float32Array => {
  const rows = rowsOf(updates);
  const count = chosen.length;
  const pairs =
    reduction.kind === 'range'
      ? sortingNetwork(count, reduction.from, reduction.until)
      : sortingNetwork(count);
  const reduced = new Float32Array(updates.size);
  atWorkbench(blockBytes(rows + 1) + pairs.byteLength + 64 * count, (bench) => {
    const block = bench.floats(rows * BLOCK_LENGTH);
    const out = bench.floats(BLOCK_LENGTH);
    const network = bench.integers(pairs.length);
    network.set(pairs);
    const tools = { reduction, pairs: network, tile: bench.floats(16 * count) };
    forEachBlock(updates.size, (begin, length) => {
      const values = block.subarray(0, rows * length);
      updates.read(begin, length, values);
      chosen.forEach((row, at) => {
        if (row !== at) values.copyWithin(at * length, row * length, (row + 1) * length);
      });
      const part = out.subarray(0, length);
      reduceColumns(bench, { values, count, length }, tools, part);
      reduced.set(part, begin);
    });
  });
  return reduced;
};
