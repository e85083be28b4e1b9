import { madd } from './madd';

/** Adds to what C holds instead of replacing it. */
export const ACCUMULATE: i32 = 1;
/** Puts max(0, ·) around the result. */
export const RELU: i32 = 2;

/** Columns of a tile: two vectors. */
export const TILE_COLUMNS: i32 = 8;
/**
 * Rows of a tile: with eight sums, two columns and a row's number in registers V8 spills none; with
 * ten sums it does, and takes twice the time.
 */
export const TILE_ROWS: i32 = 4;

@inline
function put(c: usize, sum: v128, flags: i32, bias: usize): void {
  if (bias) sum = f32x4.add(sum, v128.load(bias));
  if (flags & ACCUMULATE) sum = f32x4.add(sum, v128.load(c));
  if (flags & RELU) sum = f32x4.max(sum, f32x4.splat(0));
  v128.store(c, sum);
}

@inline
function putRow(c: usize, left: v128, right: v128, flags: i32, bias: usize): void {
  put(c, left, flags, bias);
  put(c + 16, right, flags, bias ? bias + 16 : 0);
}

/**
 * C[rows, 8] = A·B for one tile. A lies packed, `rows` numbers for each of the k steps; B has eight
 * numbers every `stepB` bytes. `rows` is a constant wherever this is inlined, so the tests vanish.
 */
@inline
function tile(
  rows: i32,
  a: usize,
  b: usize,
  stepB: usize,
  c: usize,
  rowC: usize,
  k: i32,
  flags: i32,
  bias: usize,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
  let c30 = zero, c31 = zero;
  for (const end = a + ((<usize>k * rows) << 2); a < end; a += rows << 2) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    b += stepB;
    const x0 = v128.load32_splat(a);
    c00 = madd(x0, left, c00);
    c01 = madd(x0, right, c01);
    if (rows > 1) {
      const x1 = v128.load32_splat(a, 4);
      c10 = madd(x1, left, c10);
      c11 = madd(x1, right, c11);
    }
    if (rows > 2) {
      const x2 = v128.load32_splat(a, 8);
      c20 = madd(x2, left, c20);
      c21 = madd(x2, right, c21);
    }
    if (rows > 3) {
      const x3 = v128.load32_splat(a, 12);
      c30 = madd(x3, left, c30);
      c31 = madd(x3, right, c31);
    }
  }
  putRow(c, c00, c01, flags, bias);
  if (rows > 1) putRow(c + rowC, c10, c11, flags, bias);
  if (rows > 2) putRow(c + 2 * rowC, c20, c21, flags, bias);
  if (rows > 3) putRow(c + 3 * rowC, c30, c31, flags, bias);
}

/** `tile` for any height up to TILE_ROWS. */
export function multiplyTile(
  rows: i32,
  a: usize,
  b: usize,
  stepB: usize,
  c: usize,
  rowC: usize,
  k: i32,
  flags: i32,
  bias: usize,
): void {
  switch (rows) {
    case 1: tile(1, a, b, stepB, c, rowC, k, flags, bias); break;
    case 2: tile(2, a, b, stepB, c, rowC, k, flags, bias); break;
    case 3: tile(3, a, b, stepB, c, rowC, k, flags, bias); break;
    default: tile(4, a, b, stepB, c, rowC, k, flags, bias);
  }
}
