import type { Columns } from './column-order.ts';
import type { Workbench } from './workbench.ts';

/** Columns that are summed up at a time. */
const CHUNK = 256;

/** Rows, rounded up so that the kernel may take four at a time. */
export const paddedSide = (rows: number): number => Math.ceil(rows / 4) * 4;

/** Float64 values that the kernel wants to widen rows into. */
export const wideLength = (rows: number): number => paddedSide(rows) * CHUNK;

/**
 * products[a, b] += the inner product of rows a and b, for a ≤ b, in float64.
 * @param products square, its side `paddedSide(count)`; below the diagonal it is of no meaning
 * @param wide scratch memory
 */
export const addProducts = (
  { run }: Workbench,
  products: Float64Array,
  { values, count, length }: Columns,
  wide: Float64Array,
): void => {
  if (run) {
    const { byteOffset } = values;
    run.addProducts(products.byteOffset, byteOffset, length * 4, count, length, wide.byteOffset);
    return;
  }
  const side = paddedSide(count);
  for (let from = 0; from < length; from += CHUNK) {
    const until = Math.min(from + CHUNK, length);
    for (let a = 0; a < count; a++) {
      for (let b = a; b < count; b++) {
        const at = a * side + b;
        const product = chunkProduct(values, a * length, b * length, from, until);
        products[at] = (products[at] as number) + product;
      }
    }
  }
};

/** The even columns first and then the odd ones, as a kernel with two lanes does it. */
const chunkProduct = (
  values: Float32Array,
  a: number,
  b: number,
  from: number,
  until: number,
): number => {
  let even = 0;
  let odd = 0;
  for (let j = from; j < until; j += 2) {
    even += (values[a + j] as number) * (values[b + j] as number);
    if (j + 1 < until) odd += (values[a + j + 1] as number) * (values[b + j + 1] as number);
  }
  return even + odd;
};
