import { BLOCK_LENGTH, forEachBlock } from '../delta-reader.ts';
import { mixColumns, mixTileLength } from '../kernels/mix-columns.ts';
import { atWorkbench, blockBytes } from '../kernels/workbench.ts';
import { rowsOf, type UpdateBlocks } from '../update-blocks.ts';

/**
 * Σ cᵢ·xᵢ over the rows, block by block, in float64 and rounded to float32 once.
 * @param coefficients one per row, or fewer, if the last rows do not count
 */
export const combineRows = (updates: UpdateBlocks, coefficients: Float64Array): Float32Array => {
  const rows = rowsOf(updates);
  const all = new Float64Array(rows);
  all.set(coefficients);
  if (updates.combine) return updates.combine(all);
  const combined = new Float32Array(updates.size);
  const bytes = blockBytes(rows + 1) + 8 * (rows + mixTileLength(rows));
  atWorkbench(bytes, (bench) => {
    const block = bench.floats(rows * BLOCK_LENGTH);
    const out = bench.floats(BLOCK_LENGTH);
    const matrix = bench.doubles(rows);
    matrix.set(all);
    const tools = { matrix, tile: bench.doubles(mixTileLength(rows)) };
    forEachBlock(updates.size, (begin, length) => {
      const values = block.subarray(0, rows * length);
      updates.read(begin, length, values);
      const part = out.subarray(0, length);
      mixColumns(bench, { values, count: rows, length }, tools, part);
      combined.set(part, begin);
    });
  });
  return combined;
};
