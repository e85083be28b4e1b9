import { TILE_COLUMNS } from './tile';

/**
 * Packs A[m, k]·alpha into panels of `rows` rows (the last may have fewer), each panel step by step.
 * Element (i, p) lies at a + i·rowA + p·stepA, in bytes, so a transpose costs nothing extra.
 */
export function packRows(
  to: usize,
  a: usize,
  rowA: usize,
  stepA: usize,
  m: i32,
  k: i32,
  rows: i32,
  alpha: f32,
): void {
  for (let i = 0; i < m; i += rows) {
    const height = min(rows, m - i);
    const panel = a + <usize>i * rowA;
    if (height == 4 && stepA == 4) {
      packFourRows(to, panel, rowA, k, alpha);
    } else if (height == 4 && rowA == 4) {
      const scale = f32x4.splat(alpha);
      for (let p = 0; p < k; p++) {
        v128.store(to + (<usize>p << 4), f32x4.mul(v128.load(panel + <usize>p * stepA), scale));
      }
    } else {
      let next = to;
      for (let p = 0; p < k; p++) {
        let from = panel + <usize>p * stepA;
        for (let r = 0; r < height; r++) {
          store<f32>(next, load<f32>(from) * alpha);
          next += 4;
          from += rowA;
        }
      }
    }
    to += <usize>(height * k) << 2;
  }
}

/** Four contiguous rows, four steps at a time: a 4×4 transpose in registers. */
function packFourRows(to: usize, a: usize, rowA: usize, k: i32, alpha: f32): void {
  const scale = f32x4.splat(alpha);
  let p = 0;
  for (; p + 4 <= k; p += 4) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + rowA);
    const x2 = v128.load(a + 2 * rowA);
    const x3 = v128.load(a + 3 * rowA);
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    v128.store(to, f32x4.mul(scale, v128.shuffle<f64>(low01, low23, 0, 2)));
    v128.store(to, f32x4.mul(scale, v128.shuffle<f64>(low01, low23, 1, 3)), 16);
    v128.store(to, f32x4.mul(scale, v128.shuffle<f64>(high01, high23, 0, 2)), 32);
    v128.store(to, f32x4.mul(scale, v128.shuffle<f64>(high01, high23, 1, 3)), 48);
    a += 16;
    to += 64;
  }
  for (; p < k; p++) {
    for (let r: usize = 0; r < 4; r++) {
      store<f32>(to, load<f32>(a + r * rowA) * alpha);
      to += 4;
    }
    a += 4;
  }
}

/**
 * Packs B[k, n] into panels of eight columns, each panel step by step; the last is filled up with
 * zeros. Element (p, j) lies at b + p·stepB + j·columnB, in bytes.
 */
export function packColumns(
  to: usize,
  b: usize,
  stepB: usize,
  columnB: usize,
  k: i32,
  n: i32,
): void {
  for (let j = 0; j < n; j += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, n - j);
    const panel = b + <usize>j * columnB;
    if (width == TILE_COLUMNS && columnB == 4) {
      let from = panel;
      for (const end = to + (<usize>k << 5); to < end; to += 32) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += stepB;
      }
    } else if (width == TILE_COLUMNS && stepB == 4) {
      packTransposed(to, panel, columnB, k);
      packTransposed(to + 16, panel + 4 * columnB, columnB, k);
      to += <usize>k << 5;
    } else {
      for (let p = 0; p < k; p++) {
        for (let c = 0; c < TILE_COLUMNS; c++) {
          const value = c < width ? load<f32>(panel + <usize>p * stepB + <usize>c * columnB) : 0;
          store<f32>(to, value);
          to += 4;
        }
      }
    }
  }
}

/** Four columns that each lie contiguous, as the left or right half of a panel. */
function packTransposed(to: usize, b: usize, columnB: usize, k: i32): void {
  let p = 0;
  for (; p + 4 <= k; p += 4) {
    const x0 = v128.load(b);
    const x1 = v128.load(b + columnB);
    const x2 = v128.load(b + 2 * columnB);
    const x3 = v128.load(b + 3 * columnB);
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to, v128.shuffle<f64>(low01, low23, 1, 3), 32);
    v128.store(to, v128.shuffle<f64>(high01, high23, 0, 2), 64);
    v128.store(to, v128.shuffle<f64>(high01, high23, 1, 3), 96);
    b += 16;
    to += 128;
  }
  for (; p < k; p++) {
    for (let c: usize = 0; c < 4; c++) store<f32>(to + (c << 2), load<f32>(b + c * columnB));
    b += 4;
    to += 32;
  }
}
