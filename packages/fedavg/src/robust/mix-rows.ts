import { aggregateBlocks } from '../aggregate-updates.ts';
import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import type { UpdateInfo } from '../client-update.ts';
import { mixColumns, mixTileLength } from '../kernels/mix-columns.ts';
import { atWorkbench, blockBytes } from '../kernels/workbench.ts';
import { rowsOf, type UpdateBlocks } from '../update-blocks.ts';
import { combineRows } from './combine-rows.ts';
import { type Gram, gramOf, mixGram, squaredNorm } from './gram.ts';
import { requireUpdates } from './require-updates.ts';

/**
 * Puts a step in front of an aggregator that replaces every update by a mix of all: yᵢ = Σ Mᵢₖ·xₖ.
 * What is said of update i stays with row i, but for its norm.
 * @param matrixOf M of the clients, row-major, n²; the server's own delta is left as it is
 */
export const mixBefore = (
  name: string,
  aggregator: Aggregator,
  matrixOf: (gram: Gram, clients: number) => Float64Array,
): RobustAggregator => ({
  name: `${name}+${aggregator.name}`,
  additive: false,
  aggregate: (updates) => {
    requireUpdates(updates);
    const gram = gramOf(updates);
    const clients = updates.infos.length;
    const matrix = withRoot(matrixOf(gram, clients), clients, gram.rows);
    const mixed = mixRows(updates, matrix, mixGram(gram, matrix));
    return aggregateBlocks(aggregator, mixed);
  },
});

/** The same matrix with the identity for rows that are no clients'. */
const withRoot = (matrix: Float64Array, clients: number, rows: number): Float64Array => {
  if (clients === rows) return matrix;
  const whole = new Float64Array(rows * rows);
  for (let i = 0; i < clients; i++) {
    whole.set(matrix.subarray(i * clients, (i + 1) * clients), i * rows);
  }
  for (let i = clients; i < rows; i++) whole[i * rows + i] = 1;
  return whole;
};

/** The updates as a rule sees them behind a mix. Nothing is mixed for rules that are sums of rows. */
const mixRows = (updates: UpdateBlocks, matrix: Float64Array, gram: Gram): UpdateBlocks => {
  const rows = rowsOf(updates);
  return {
    ...updates,
    infos: updates.infos.map((info, row) => withNorm(info, Math.sqrt(squaredNorm(gram, row)))),
    gram: () => gram,
    combine: (coefficients) => combineRows(updates, throughMatrix(coefficients, matrix)),
    read: (begin, length, out) => {
      const bytes = blockBytes(2 * rows) + 8 * (matrix.length + mixTileLength(rows));
      atWorkbench(bytes, (bench) => {
        const values = bench.floats(rows * length);
        updates.read(begin, length, values);
        const mixed = bench.floats(rows * length);
        const coefficients = bench.doubles(matrix.length);
        coefficients.set(matrix);
        const tools = { matrix: coefficients, tile: bench.doubles(mixTileLength(rows)) };
        mixColumns(bench, { values, count: rows, length }, tools, mixed);
        out.set(mixed);
      });
    },
  };
};

const withNorm = (info: UpdateInfo, norm: number): UpdateInfo =>
  info.norm === undefined ? info : { ...info, norm };

/** Σ cᵢ·yᵢ = Σ (Mᵀc)ₖ·xₖ */
const throughMatrix = (coefficients: Float64Array, matrix: Float64Array): Float64Array =>
  coefficients.map((_, k) =>
    coefficients.reduce(
      (sum, c, i) => sum + c * (matrix[i * coefficients.length + k] as number),
      0,
    ),
  );
