import { dotRows } from './dot-rows';
import { packColumns, packRows } from './pack';
import { scratch } from './scratch';
import { ACCUMULATE, multiplyTile, RELU, TILE_COLUMNS, TILE_ROWS } from './tile';

/** Steps of the inner sum per block: a panel of eight columns (8 KB) stays in the first cache. */
export const BLOCK_STEPS: i32 = 256;
/** Rows per block: 64 KB of A stay in the second cache. */
const BLOCK_ROWS: i32 = 60;
/** Columns per block: 256 KB of B. */
const BLOCK_COLUMNS: i32 = 256;
/** Up to this many rows it does not pay to copy B before it is read. */
const FEW_ROWS: i32 = 20;

const ROWS_BYTES: usize = <usize>(BLOCK_STEPS * BLOCK_ROWS) << 2;
const COLUMNS_BYTES: usize = <usize>(BLOCK_STEPS * BLOCK_COLUMNS) << 2;
const TILE_BYTES: usize = <usize>(TILE_ROWS * TILE_COLUMNS) << 2;
const PANEL_BYTES: usize = <usize>(BLOCK_STEPS * TILE_COLUMNS) << 2;

/** The scratch memory that `gemm` uses, in bytes. */
export const GEMM_SCRATCH: usize = ROWS_BYTES + COLUMNS_BYTES + TILE_BYTES + PANEL_BYTES;

/** Bytes of scratch memory that any kernel of this module may use from `setScratch`'s address. */
export function gemmScratchBytes(): usize {
  return GEMM_SCRATCH;
}

/**
 * C[m, n] = alpha·op(A)[m, k]·op(B)[k, n] (+ C) (+ bias[n]), then perhaps ReLU. Row-major and
 * contiguous float32; op transposes if its flag says so.
 *
 * The sum is blocked as in Goto & van de Geijn 2008, "Anatomy of High-Performance Matrix
 * Multiplication": panels of both operands are packed so that the inner loop reads memory in order.
 */
export function gemm(
  transposeA: bool,
  transposeB: bool,
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  alpha: f32,
  flags: i32,
  bias: usize,
): void {
  const rowA: usize = transposeA ? 4 : <usize>k << 2;
  const stepA: usize = transposeA ? <usize>m << 2 : 4;
  if (transposeB && m <= FEW_ROWS && k >= 16) {
    const packed = scratch();
    if (transposeA || alpha != 1) {
      packDense(packed, a, rowA, stepA, m, k, alpha);
      a = packed;
    }
    dotRows(a, b, c, m, n, k, flags, bias);
    return;
  }
  const stepB: usize = transposeB ? 4 : <usize>n << 2;
  const columnB: usize = transposeB ? <usize>k << 2 : 4;
  const packB = transposeB || m > FEW_ROWS;
  for (let column = 0; column < n; column += BLOCK_COLUMNS) {
    const width = min(BLOCK_COLUMNS, n - column);
    for (let step = 0; step < k; step += BLOCK_STEPS) {
      const depth = min(BLOCK_STEPS, k - step);
      const last = step + depth == k;
      const blockFlags = (step == 0 ? flags : flags | ACCUMULATE) & (last ? -1 : ~RELU);
      const blockBias = step == 0 && bias ? bias + (<usize>column << 2) : 0;
      const blockB = b + <usize>step * stepB + <usize>column * columnB;
      if (packB) packColumns(columnsAt(), blockB, stepB, columnB, depth, width);
      for (let row = 0; row < m; row += BLOCK_ROWS) {
        const height = min(BLOCK_ROWS, m - row);
        const blockA = a + <usize>row * rowA + <usize>step * stepA;
        packRows(rowsAt(), blockA, rowA, stepA, height, depth, TILE_ROWS, alpha);
        multiplyBlock(
          packB ? columnsAt() : blockB,
          packB ? 0 : stepB,
          c + (<usize>(row * n + column) << 2),
          <usize>n << 2,
          height,
          width,
          depth,
          blockFlags,
          blockBias,
        );
      }
    }
  }
}

@inline
export function rowsAt(): usize {
  return scratch();
}

@inline
function columnsAt(): usize {
  return scratch() + ROWS_BYTES;
}

@inline
function tileAt(): usize {
  return columnsAt() + COLUMNS_BYTES;
}

@inline
function panelAt(): usize {
  return tileAt() + TILE_BYTES;
}

/**
 * One block: packed rows times columns that are packed too (`stepB` 0) or lie as they came. A last
 * panel of fewer than eight columns goes through memory of its own.
 */
export function multiplyBlock(
  b: usize,
  stepB: usize,
  c: usize,
  rowC: usize,
  height: i32,
  width: i32,
  depth: i32,
  flags: i32,
  bias: usize,
): void {
  for (let j = 0; j < width; j += TILE_COLUMNS) {
    const columns = min(TILE_COLUMNS, width - j);
    const whole = columns == TILE_COLUMNS;
    let panel = stepB ? b + (<usize>j << 2) : b + (<usize>(j * depth) << 2);
    let panelStep = stepB ? stepB : 32;
    if (stepB && !whole) {
      packColumns(panelAt(), panel, stepB, 4, depth, columns);
      panel = panelAt();
      panelStep = 32;
    }
    const panelBias = bias ? bias + (<usize>j << 2) : 0;
    let a = rowsAt();
    for (let i = 0; i < height; i += TILE_ROWS) {
      const rows = min(TILE_ROWS, height - i);
      const at = c + <usize>i * rowC + (<usize>j << 2);
      if (whole) {
        multiplyTile(rows, a, panel, panelStep, at, rowC, depth, flags, panelBias);
      } else {
        multiplyTile(rows, a, panel, panelStep, tileAt(), 32, depth, 0, 0);
        copyTile(tileAt(), at, rowC, rows, columns, flags, panelBias);
      }
      a += <usize>(rows * depth) << 2;
    }
  }
}

function copyTile(
  from: usize,
  c: usize,
  rowC: usize,
  rows: i32,
  columns: i32,
  flags: i32,
  bias: usize,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const offset = <usize>j << 2;
      let value = load<f32>(from + offset);
      if (bias) value += load<f32>(bias + offset);
      if (flags & ACCUMULATE) value += load<f32>(c + offset);
      if (flags & RELU) value = max<f32>(value, 0);
      store<f32>(c + offset, value);
    }
    from += 32;
    c += rowC;
  }
}

function packDense(
  to: usize,
  a: usize,
  rowA: usize,
  stepA: usize,
  m: i32,
  k: i32,
  alpha: f32,
): void {
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      store<f32>(to, load<f32>(a + <usize>i * rowA + <usize>p * stepA) * alpha);
      to += 4;
    }
  }
}
