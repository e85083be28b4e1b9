import { madd } from './madd';
import { ACCUMULATE, RELU } from './tile';

/**
 * C[m, n] = A[m, k]·B[n, k]ᵀ (+ C) (+ bias[n]) for few rows of A: each element is the dot product of
 * two rows as they lie, so a large B is read once and never copied.
 */
export function dotRows(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  flags: i32,
  bias: usize,
): void {
  const row = <usize>k << 2;
  const rowC = <usize>n << 2;
  for (let j = 0; j < n; j += 2) {
    // A lone last row of B is multiplied with itself beside it, and only one result is kept.
    const pair = j + 1 < n;
    const next = pair ? row : 0;
    const offset = <usize>j << 2;
    const from = b + <usize>j * row;
    const first: f32 = bias ? load<f32>(bias + offset) : 0;
    const second: f32 = bias && pair ? load<f32>(bias + offset, 4) : 0;
    let at = a;
    let to = c + offset;
    let left = m;
    for (; left >= 4; left -= 4) {
      dotTile(4, at, row, from, next, to, rowC, k, flags, first, second);
      at += 4 * row;
      to += 4 * rowC;
    }
    if (left & 2) {
      dotTile(2, at, row, from, next, to, rowC, k, flags, first, second);
      at += 2 * row;
      to += 2 * rowC;
    }
    if (left & 1) dotTile(1, at, row, from, next, to, rowC, k, flags, first, second);
  }
}

@inline
function total(sum: v128): f32 {
  const halves = f32x4.add(sum, v128.shuffle<f64>(sum, sum, 1, 0));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

@inline
function put(c: usize, value: f32, flags: i32): void {
  if (flags & ACCUMULATE) value += load<f32>(c);
  if (flags & RELU) value = max<f32>(value, 0);
  store<f32>(c, value);
}

@inline
function putPair(
  c: usize,
  left: v128,
  right: v128,
  next: usize,
  flags: i32,
  first: f32,
  second: f32,
): void {
  put(c, total(left) + first, flags);
  if (next) put(c + 4, total(right) + second, flags);
}

/**
 * `rows` rows of A with two of B, `next` bytes apart (0: there is only one). `rows` is 4, 2 or 1 and
 * a constant wherever this is inlined.
 */
@inline
function dotTile(
  rows: i32,
  a: usize,
  row: usize,
  b: usize,
  next: usize,
  c: usize,
  rowC: usize,
  k: i32,
  flags: i32,
  first: f32,
  second: f32,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero;
  let c20 = zero, c21 = zero, c30 = zero, c31 = zero;
  const whole: usize = <usize>(k & ~3) << 2;
  for (let p: usize = 0; p < whole; p += 16) {
    const left = v128.load(b + p);
    const right = v128.load(b + next + p);
    const x0 = v128.load(a + p);
    c00 = madd(x0, left, c00);
    c01 = madd(x0, right, c01);
    if (rows > 1) {
      const x1 = v128.load(a + row + p);
      c10 = madd(x1, left, c10);
      c11 = madd(x1, right, c11);
    }
    if (rows > 2) {
      const x2 = v128.load(a + 2 * row + p);
      c20 = madd(x2, left, c20);
      c21 = madd(x2, right, c21);
      const x3 = v128.load(a + 3 * row + p);
      c30 = madd(x3, left, c30);
      c31 = madd(x3, right, c31);
    }
  }
  for (let p = whole; p < row; p += 4) {
    const left = v128.load32_zero(b + p);
    const right = v128.load32_zero(b + next + p);
    c00 = f32x4.add(c00, f32x4.mul(v128.load32_zero(a + p), left));
    c01 = f32x4.add(c01, f32x4.mul(v128.load32_zero(a + p), right));
    if (rows > 1) {
      const x1 = v128.load32_zero(a + row + p);
      c10 = madd(x1, left, c10);
      c11 = madd(x1, right, c11);
    }
    if (rows > 2) {
      const x2 = v128.load32_zero(a + 2 * row + p);
      c20 = madd(x2, left, c20);
      c21 = madd(x2, right, c21);
      const x3 = v128.load32_zero(a + 3 * row + p);
      c30 = madd(x3, left, c30);
      c31 = madd(x3, right, c31);
    }
  }
  putPair(c, c00, c01, next, flags, first, second);
  if (rows > 1) putPair(c + rowC, c10, c11, next, flags, first, second);
  if (rows > 2) {
    putPair(c + 2 * rowC, c20, c21, next, flags, first, second);
    putPair(c + 3 * rowC, c30, c31, next, flags, first, second);
  }
}
