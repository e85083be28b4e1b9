import type { Random } from '../random.ts';
import type { FactoredPart } from './factor-plan.ts';
import { orthonormalise } from './orthonormal-columns.ts';

type Extent = Pick<FactoredPart, 'rows' | 'cols' | 'rank'>;

/** Both by columns, in float64; P's are orthonormal. */
export interface Factors {
  /** rows × rank */
  readonly p: Float64Array;
  /** cols × rank */
  readonly q: Float64Array;
}

/**
 * P ← orthonormalise(M·Q), Q ← Mᵀ·P (Vogels et al. 2019, "PowerSGD", Algorithm 1): a step of subspace
 * iteration towards the best approximation M ≈ P·Qᵀ of this rank. From the Q of the round before, one
 * step a round suffices where the matrices change slowly.
 *
 * @param matrix rows × cols, row by row
 * @param start Q, by columns; what is 0 or not finite in it is drawn anew
 */
export const factorise = (
  matrix: Float32Array,
  extent: Extent,
  { start, iterations, random }: { start: Float32Array; iterations: number; random: Random },
): Factors => {
  const { rows, cols, rank } = extent;
  const q = Float64Array.from(start);
  for (let k = 0; k < rank; k++) drawIfUseless(q.subarray(k * cols, (k + 1) * cols), random);
  const p = new Float64Array(rows * rank);
  for (let step = 0; step < iterations; step++) {
    multiply(matrix, extent, { p, q });
    orthonormalise(p, rows);
    multiplyTransposed(matrix, extent, { p, q });
  }
  return { p, q };
};

const drawIfUseless = (column: Float64Array, random: Random): void => {
  const size = column.reduce((sum, value) => sum + Math.abs(value), 0);
  if (size > 0 && Number.isFinite(size)) return;
  for (let i = 0; i < column.length; i++) column[i] = random.uniform() - 0.5;
};

/** P = M·Q */
const multiply = (matrix: Float32Array, { rows, cols, rank }: Extent, { p, q }: Factors): void => {
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rank; k++) {
      let sum = 0;
      for (let j = 0; j < cols; j++) {
        sum += (matrix[i * cols + j] as number) * (q[k * cols + j] as number);
      }
      p[k * rows + i] = sum;
    }
  }
};

/** Q = Mᵀ·P */
const multiplyTransposed = (
  matrix: Float32Array,
  { rows, cols, rank }: Extent,
  { p, q }: Factors,
): void => {
  q.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rank; k++) {
      const factor = p[k * rows + i] as number;
      for (let j = 0; j < cols; j++) {
        q[k * cols + j] = (q[k * cols + j] as number) + factor * (matrix[i * cols + j] as number);
      }
    }
  }
};
