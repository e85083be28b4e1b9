import { BLOCK_STEPS, gemm, GEMM_SCRATCH, multiplyBlock, rowsAt } from './gemm';
import { packColumns, packRows } from './pack';
import { sumRows } from './reduce';
import { scratch } from './scratch';
import { ACCUMULATE, TILE_COLUMNS, TILE_ROWS } from './tile';
import { sigmoid4, tanh4 } from './transcendental';

/** Rows of A that one packing takes: what `rowsAt` has room for. */
const BATCH_BLOCK: i32 = 60;

/** Bytes of a matrix [k, n] that is packed in panels of eight columns. */
@inline
function packedBytes(k: i32, n: i32): usize {
  return (<usize>k * ((n + TILE_COLUMNS - 1) & ~(TILE_COLUMNS - 1))) << 2;
}

/**
 * Scratch memory of both kernels, in bytes: what `gemm` takes, the recurrent weights packed, and the
 * gradients of the gates, of the cell and of the hidden state.
 */
export function lstmScratchBytes(batch: i32, steps: i32, units: i32): usize {
  const recurrent = max(packedBytes(units, 4 * units), packedBytes(4 * units, units));
  const gates = (<usize>(batch * steps) * 4 * units) << 2;
  return GEMM_SCRATCH + recurrent + gates + ((<usize>batch * 2 * units) << 2);
}

/** Packs a whole matrix block by block, as `multiplyPacked` reads it. */
function packMatrix(to: usize, b: usize, stepB: usize, columnB: usize, k: i32, n: i32): void {
  for (let step = 0; step < k; step += BLOCK_STEPS) {
    const depth = min(BLOCK_STEPS, k - step);
    packColumns(to, b + <usize>step * stepB, stepB, columnB, depth, n);
    to += packedBytes(depth, n);
  }
}

/** C[m, n] (+)= A[m, k]·B[k, n] with rows of A and C `rowA` and `rowC` bytes apart and B packed. */
function multiplyPacked(
  a: usize,
  rowA: usize,
  packed: usize,
  c: usize,
  rowC: usize,
  m: i32,
  n: i32,
  k: i32,
  flags: i32,
): void {
  for (let step = 0; step < k; step += BLOCK_STEPS) {
    const depth = min(BLOCK_STEPS, k - step);
    const blockFlags = step == 0 ? flags : flags | ACCUMULATE;
    for (let row = 0; row < m; row += BATCH_BLOCK) {
      const height = min(BATCH_BLOCK, m - row);
      const from = a + <usize>row * rowA + (<usize>step << 2);
      packRows(rowsAt(), from, rowA, 4, height, depth, TILE_ROWS, 1);
      const to = c + <usize>row * rowC;
      multiplyBlock(packed, 0, to, rowC, height, n, depth, blockFlags, 0);
    }
    packed += packedBytes(depth, n);
  }
}

/**
 * A layer of long short-term memory over whole sequences (Hochreiter & Schmidhuber 1997, with the
 * forget gate of Gers et al. 2000), h₀ = c₀ = 0:
 *
 *     z_t = x_t·W + h_{t−1}·R + b,   i, f, o = σ(z),   g = tanh(z)
 *     c_t = f∘c_{t−1} + i∘g,         h_t = o∘tanh(c_t)
 *
 * @param x [batch, steps, inputs]
 * @param kernel W [inputs, 4·units], gates in the order i, f, g, o
 * @param recurrent R [units, 4·units]
 * @param hidden h [batch, steps, units], out
 * @param gates the activated gates [batch, steps, 4·units], out
 * @param cells c [batch, steps, units], out
 */
export function lstm(
  x: usize,
  kernel: usize,
  recurrent: usize,
  bias: usize,
  hidden: usize,
  gates: usize,
  cells: usize,
  batch: i32,
  steps: i32,
  inputs: i32,
  units: i32,
): void {
  const width = 4 * units;
  gemm(false, false, x, kernel, gates, batch * steps, width, inputs, 1, 0, bias);
  const packed = scratch() + GEMM_SCRATCH;
  packMatrix(packed, recurrent, <usize>width << 2, 4, units, width);
  const rowUnits = <usize>(steps * units) << 2;
  const rowGates = <usize>(steps * width) << 2;
  for (let t = 0; t < steps; t++) {
    const at = <usize>(t * units) << 2;
    const z = gates + (<usize>(t * width) << 2);
    if (t > 0) {
      const before = hidden + at - (<usize>units << 2);
      multiplyPacked(before, rowUnits, packed, z, rowGates, batch, width, units, ACCUMULATE);
    }
    for (let i = 0; i < batch; i++) {
      const row = at + <usize>i * rowUnits;
      activate(z + <usize>i * rowGates, cells + row, hidden + row, units, t > 0);
    }
  }
}

/** One step of the cell for one example; the cell before lies `units` numbers before this one. */
function activate(
  z: usize,
  cell: usize,
  hidden: usize,
  units: i32,
  started: bool,
): void {
  const gate = <usize>units << 2;
  const zero = f32x4.splat(0);
  for (let p: usize = 0; p < gate; p += 16) {
    const left = min<usize>(gate - p, 16);
    const i = sigmoid4(loadPart(z + p, left));
    const f = sigmoid4(loadPart(z + gate + p, left));
    const g = tanh4(loadPart(z + 2 * gate + p, left));
    const o = sigmoid4(loadPart(z + 3 * gate + p, left));
    const before = started ? loadPart(cell - gate + p, left) : zero;
    const c = f32x4.add(f32x4.mul(i, g), f32x4.mul(f, before));
    storePart(z + p, i, left);
    storePart(z + gate + p, f, left);
    storePart(z + 2 * gate + p, g, left);
    storePart(z + 3 * gate + p, o, left);
    storePart(cell + p, c, left);
    storePart(hidden + p, f32x4.mul(o, tanh4(c)), left);
  }
}

/**
 * The gradient of `lstm` by back-propagation through time. Products with the input and the sums over
 * time are made for all steps at once; only the recurrence goes step by step.
 *
 * @param dy ∂L/∂h [batch, steps, units]
 * @param dx, dKernel, dRecurrent, dBias out, shaped like x, W, R and b; dx may be 0: not wanted
 */
export function lstmGradient(
  dy: usize,
  x: usize,
  kernel: usize,
  recurrent: usize,
  hidden: usize,
  gates: usize,
  cells: usize,
  dx: usize,
  dKernel: usize,
  dRecurrent: usize,
  dBias: usize,
  batch: i32,
  steps: i32,
  inputs: i32,
  units: i32,
): void {
  const width = 4 * units;
  const rows = batch * steps;
  const packed = scratch() + GEMM_SCRATCH;
  const dz = packed + packedBytes(width, units);
  const dh = dz + ((<usize>rows * width) << 2);
  const dc = dh + (<usize>(batch * units) << 2);
  const unit = <usize>units << 2;
  const rowUnits = <usize>steps * unit;
  const rowGates = rowUnits << 2;
  packMatrix(packed, recurrent, 4, <usize>width << 2, width, units);
  memory.fill(dh, 0, (<usize>batch * 2) * unit);
  for (let t = steps - 1; t >= 0; t--) {
    const at = <usize>t * unit;
    for (let i: usize = 0; i < <usize>batch; i++) {
      const row = at + i * rowUnits;
      const gate = (at << 2) + i * rowGates;
      const rest = i * unit;
      deactivate(
        dy + row, gates + gate, cells + row, dh + rest, dc + rest, dz + gate, units, t > 0,
      );
    }
    if (t > 0) {
      multiplyPacked(dz + (at << 2), rowGates, packed, dh, unit, batch, units, width, 0);
    }
  }
  if (dx) gemm(false, true, dz, kernel, dx, rows, inputs, width, 1, 0, 0);
  gemm(true, false, x, dz, dKernel, inputs, width, rows, 1, 0, 0);
  memory.fill(dRecurrent, 0, <usize>width * unit);
  for (let i: usize = 0; i < <usize>batch && steps > 1; i++) {
    const h = hidden + i * rowUnits;
    const later = dz + i * rowGates + 4 * unit;
    gemm(true, false, h, later, dRecurrent, units, width, steps - 1, 1, ACCUMULATE, 0);
  }
  sumRows(dz, dBias, rows, width);
}

/** One step back through the cell for one example; dh and dc come from the step after it. */
function deactivate(
  dy: usize,
  gates: usize,
  cell: usize,
  dh: usize,
  dc: usize,
  dz: usize,
  units: i32,
  started: bool,
): void {
  const gate = <usize>units << 2;
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  for (let p: usize = 0; p < gate; p += 16) {
    const left = min<usize>(gate - p, 16);
    const i = loadPart(gates + p, left);
    const f = loadPart(gates + gate + p, left);
    const g = loadPart(gates + 2 * gate + p, left);
    const o = loadPart(gates + 3 * gate + p, left);
    const squashed = tanh4(loadPart(cell + p, left));
    const before = started ? loadPart(cell - gate + p, left) : zero;
    const h = f32x4.add(loadPart(dy + p, left), loadPart(dh + p, left));
    const slope = f32x4.sub(one, f32x4.mul(squashed, squashed));
    const c = f32x4.add(loadPart(dc + p, left), f32x4.mul(f32x4.mul(h, o), slope));
    storePart(dc + p, f32x4.mul(c, f), left);
    const di = f32x4.mul(f32x4.mul(c, g), f32x4.mul(i, f32x4.sub(one, i)));
    const df = f32x4.mul(f32x4.mul(c, before), f32x4.mul(f, f32x4.sub(one, f)));
    const dg = f32x4.mul(f32x4.mul(c, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dO = f32x4.mul(f32x4.mul(h, squashed), f32x4.mul(o, f32x4.sub(one, o)));
    storePart(dz + p, di, left);
    storePart(dz + gate + p, df, left);
    storePart(dz + 2 * gate + p, dg, left);
    storePart(dz + 3 * gate + p, dO, left);
  }
}

/** Up to four numbers: all, or as many as `bytes` allows; the other lanes are of no account. */
@inline
function loadPart(from: usize, bytes: usize): v128 {
  if (bytes >= 16) return v128.load(from);
  let part = v128.load32_zero(from);
  if (bytes > 4) part = v128.load32_lane(from + 4, part, 1);
  if (bytes > 8) part = v128.load32_lane(from + 8, part, 2);
  return part;
}

@inline
function storePart(to: usize, part: v128, bytes: usize): void {
  if (bytes >= 16) {
    v128.store(to, part);
    return;
  }
  v128.store32_lane(to, part, 0);
  if (bytes > 4) v128.store32_lane(to + 4, part, 1);
  if (bytes > 8) v128.store32_lane(to + 8, part, 2);
}
