import type { Columns } from './column-order.ts';
import type { Workbench } from './workbench.ts';

/** Float64 values of scratch memory that {@link mixColumns} wants. */
export const mixTileLength = (rows: number): number => rows * 16;

/**
 * out[i, j] = Σ over k of matrix[i, k] · values[k, j], in float64, rounded to float32 once.
 * @param matrix row-major; as many columns as there are rows of values
 * @param tile scratch memory
 * @param out as many rows as the matrix has
 */
export const mixColumns = (
  { run }: Workbench,
  { values, count, length }: Columns,
  { matrix, tile }: { readonly matrix: Float64Array; readonly tile: Float64Array },
  out: Float32Array,
): void => {
  const mixes = matrix.length / count;
  // The kernel takes sixteen columns at a time, so a row's end would lie in the next row.
  if (run && (mixes === 1 || length % 16 === 0)) {
    const rows = [out.byteOffset, values.byteOffset, length * 4, matrix.byteOffset] as const;
    run.mixRows(...rows, mixes, count, length, tile.byteOffset);
    return;
  }
  for (let i = 0; i < mixes; i++) {
    const coefficients = matrix.subarray(i * count, (i + 1) * count);
    for (let j = 0; j < length; j++) {
      let sum = 0;
      for (let k = 0; k < count; k++) {
        sum += (coefficients[k] as number) * (values[k * length + j] as number);
      }
      out[i * length + j] = sum;
    }
  }
};
