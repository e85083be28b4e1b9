/** Sixteen columns as float64. */
const WIDE_BYTES: usize = 128;

@inline
function widenFour(to: usize, from: usize): void {
  const values = v128.load(from);
  v128.store(to, f64x2.promote_low_f32x4(values));
  v128.store(to, f64x2.promote_low_f32x4(i64x2.shuffle(values, values, 1, 0)), 16);
}

@inline
function storeFour(to: usize, low: v128, high: v128): void {
  v128.store(
    to,
    i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2),
  );
}

@inline
function combine(to: usize, coefficients: usize, tile: usize, count: i32): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  for (let row = 0; row < count; row++, coefficients += 8, tile += WIDE_BYTES) {
    const c = v128.load64_splat(coefficients);
    s0 = f64x2.add(s0, f64x2.mul(c, v128.load(tile)));
    s1 = f64x2.add(s1, f64x2.mul(c, v128.load(tile, 16)));
    s2 = f64x2.add(s2, f64x2.mul(c, v128.load(tile, 32)));
    s3 = f64x2.add(s3, f64x2.mul(c, v128.load(tile, 48)));
    s4 = f64x2.add(s4, f64x2.mul(c, v128.load(tile, 64)));
    s5 = f64x2.add(s5, f64x2.mul(c, v128.load(tile, 80)));
    s6 = f64x2.add(s6, f64x2.mul(c, v128.load(tile, 96)));
    s7 = f64x2.add(s7, f64x2.mul(c, v128.load(tile, 112)));
  }
  storeFour(to, s0, s1);
  storeFour(to + 16, s2, s3);
  storeFour(to + 32, s4, s5);
  storeFour(to + 48, s6, s7);
}

/**
 * to[i, j] = Σ over k of matrix[i, k] · values[k, j], in float64, rounded to float32 once.
 * Works on whole sixteens of columns: there must be room for them.
 * @param to float32, `mixes` rows that are `stride` bytes apart
 * @param values float32, `count` rows that are `stride` bytes apart
 * @param matrix float64, `mixes` × `count`
 * @param tile 128 bytes per row
 */
export function mixRows(
  to: usize,
  values: usize,
  stride: usize,
  matrix: usize,
  mixes: i32,
  count: i32,
  length: i32,
  tile: usize,
): void {
  const end = to + (<usize>length << 2);
  for (; to < end; to += 64, values += 64) {
    let from = values;
    let wide = tile;
    for (let row = 0; row < count; row++, from += stride, wide += WIDE_BYTES) {
      widenFour(wide, from);
      widenFour(wide + 32, from + 16);
      widenFour(wide + 64, from + 32);
      widenFour(wide + 96, from + 48);
    }
    for (let i = 0; i < mixes; i++) {
      combine(to + <usize>i * stride, matrix + ((<usize>i * count) << 3), tile, count);
    }
  }
}
