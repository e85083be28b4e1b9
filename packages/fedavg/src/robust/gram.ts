import { BLOCK_LENGTH, forEachBlock } from '../delta-reader.ts';
import { addProducts, paddedSide, wideLength } from '../kernels/row-products.ts';
import { atWorkbench, blockBytes } from '../kernels/workbench.ts';
import { rowsOf, type UpdateBlocks } from '../update-blocks.ts';

/**
 * The inner products of all pairs of rows: all that a rule needs to know which goes by lengths,
 * angles and distances only. It is n × n numbers, however large the model.
 */
export interface Gram {
  /** n: the rows of the updates, and the root's as the last one where there is one. */
  readonly rows: number;
  /** Row-major, symmetric, n². */
  readonly products: Float64Array;
}

/** The inner products of the rows, in one pass over the updates, in float64. */
export const gramOf = (updates: UpdateBlocks): Gram => updates.gram?.() ?? computeGram(updates);

const computeGram = (updates: UpdateBlocks): Gram => {
  const rows = rowsOf(updates);
  const side = paddedSide(rows);
  const bytes = blockBytes(rows) + 8 * (side * side + wideLength(rows));
  return atWorkbench(bytes, (bench) => {
    const block = bench.floats(rows * BLOCK_LENGTH);
    const upper = bench.doubles(side * side).fill(0);
    const wide = bench.doubles(wideLength(rows));
    forEachBlock(updates.size, (begin, length) => {
      const values = block.subarray(0, rows * length);
      updates.read(begin, length, values);
      addProducts(bench, upper, { values, count: rows, length }, wide);
    });
    return fromUpper(rows, side, upper);
  });
};

const fromUpper = (rows: number, side: number, upper: Float64Array): Gram => {
  const products = new Float64Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    for (let b = a; b < rows; b++) {
      const product = upper[a * side + b] as number;
      products[a * rows + b] = product;
      products[b * rows + a] = product;
    }
  }
  return { rows, products };
};

/** ⟨xₐ, x_b⟩ */
export const innerProduct = ({ rows, products }: Gram, a: number, b: number): number =>
  products[a * rows + b] as number;

/** ‖xₐ‖² */
export const squaredNorm = (gram: Gram, a: number): number => innerProduct(gram, a, a);

/** ‖xₐ − x_b‖², never below 0 by rounding. */
export const squaredDistance = (gram: Gram, a: number, b: number): number =>
  Math.max(0, squaredNorm(gram, a) + squaredNorm(gram, b) - 2 * innerProduct(gram, a, b));

/**
 * ‖xₐ − v‖ of every row for a point v = Σ cᵢ·xᵢ that is given by its coefficients.
 * @returns one distance per coefficient
 */
export const distancesTo = (gram: Gram, coefficients: Float64Array): Float64Array => {
  const withPoint = coefficients.map((_, a) =>
    coefficients.reduce((sum, c, b) => sum + c * innerProduct(gram, a, b), 0),
  );
  const square = coefficients.reduce((sum, c, a) => sum + c * (withPoint[a] as number), 0);
  return withPoint.map((product, a) =>
    Math.sqrt(Math.max(0, squaredNorm(gram, a) - 2 * product + square)),
  );
};

/** The inner products of rows yᵢ = Σ Mᵢₖ·xₖ: M·G·Mᵀ. */
export const mixGram = ({ rows, products }: Gram, matrix: Float64Array): Gram => {
  const half = multiply(matrix, products, rows);
  return { rows, products: multiply(half, transpose(matrix, rows), rows) };
};

const multiply = (a: Float64Array, b: Float64Array, side: number): Float64Array => {
  const product = new Float64Array(side * side);
  for (let i = 0; i < side; i++) {
    for (let k = 0; k < side; k++) {
      const factor = a[i * side + k] as number;
      if (factor === 0) continue;
      for (let j = 0; j < side; j++) {
        product[i * side + j] =
          (product[i * side + j] as number) + factor * (b[k * side + j] as number);
      }
    }
  }
  return product;
};

const transpose = (matrix: Float64Array, side: number): Float64Array =>
  matrix.map((_, at) => matrix[(at % side) * side + Math.floor(at / side)] as number);
