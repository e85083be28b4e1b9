import { gemm, GEMM_SCRATCH } from './gemm';
import {
  dilationX,
  dilationY,
  inChannels,
  inHeight,
  inWidth,
  kernelHeight,
  kernelWidth,
  outHeight,
  outWidth,
  padLeft,
  padTop,
  strideX,
  strideY,
} from './geometry';
import { scratch } from './scratch';
import { ACCUMULATE } from './tile';

/** A block of patches should stay in the second cache, bytes. */
const BLOCK_BYTES: usize = 192 << 10;

/** Numbers in a patch: what one output pixel sees. */
@inline
function patchSize(): i32 {
  return kernelHeight * kernelWidth * inChannels;
}

/** Output pixels per block. */
function blockRows(): i32 {
  const rows = <i32>(BLOCK_BYTES / (<usize>patchSize() << 2));
  return min(256, max(32, rows));
}

/** Scratch memory for a convolution with patches of this size, in bytes. */
export function convolutionScratchBytes(patch: i32): usize {
  const bytes = <usize>patch << 2;
  return GEMM_SCRATCH + max(BLOCK_BYTES + bytes, bytes * 32) + 64;
}

@inline
function patches(): usize {
  return scratch() + GEMM_SCRATCH;
}

/** Whether each output pixel sees just the input pixel at its place. */
@inline
function isPointwise(): bool {
  return kernelHeight * kernelWidth == 1 && strideY * strideX == 1 && (padTop | padLeft) == 0;
}

@inline
function copyRun(to: usize, from: usize, bytes: usize): void {
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) v128.store(to + p, v128.load(from + p));
  for (; p < bytes; p += 4) store<i32>(to + p, load<i32>(from + p));
}

@inline
function clearRun(to: usize, bytes: usize): void {
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) v128.store(to + p, f32x4.splat(0));
  for (; p < bytes; p += 4) store<i32>(to + p, 0);
}

@inline
function addRun(to: usize, from: usize, bytes: usize): void {
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    v128.store(to + p, f32x4.add(v128.load(to + p), v128.load(from + p)));
  }
  for (; p < bytes; p += 4) store<f32>(to + p, load<f32>(to + p) + load<f32>(from + p));
}

/** Gathers what `rows` output pixels from `start` on see: im2col, [rows, patch]. */
function gatherPatches(to: usize, x: usize, start: i32, rows: i32): void {
  const pixel = <usize>inChannels << 2;
  const line = <usize>inWidth * pixel;
  const filterLine = <usize>kernelWidth * pixel;
  let column = start % outWidth;
  let row = (start / outWidth) % outHeight;
  let image = start / (outWidth * outHeight);
  for (let i = 0; i < rows; i++) {
    const top = row * strideY - padTop;
    const left = column * strideX - padLeft;
    // The part of each filter row that lies inside the picture, when the filter has no holes.
    const first = min(kernelWidth, max(0, -left));
    const end = max(first, min(kernelWidth, inWidth - left));
    for (let ky = 0; ky < kernelHeight; ky++) {
      const y = top + ky * dilationY;
      if (y < 0 || y >= inHeight) {
        clearRun(to, filterLine);
      } else {
        const from = x + (<usize>image * inHeight + y) * line;
        if (dilationX == 1) {
          clearRun(to, <usize>first * pixel);
          const source = from + <usize>(left + first) * pixel;
          copyRun(to + <usize>first * pixel, source, <usize>(end - first) * pixel);
          clearRun(to + <usize>end * pixel, <usize>(kernelWidth - end) * pixel);
        } else {
          for (let kx = 0; kx < kernelWidth; kx++) {
            const at = left + kx * dilationX;
            const target = to + <usize>kx * pixel;
            if (at < 0 || at >= inWidth) clearRun(target, pixel);
            else copyRun(target, from + <usize>at * pixel, pixel);
          }
        }
      }
      to += filterLine;
    }
    if (++column == outWidth) {
      column = 0;
      if (++row == outHeight) {
        row = 0;
        image++;
      }
    }
  }
}

/** Adds patches back to where they were gathered: col2im. */
function scatterPatches(from: usize, dx: usize, start: i32, rows: i32): void {
  const pixel = <usize>inChannels << 2;
  const line = <usize>inWidth * pixel;
  const filterLine = <usize>kernelWidth * pixel;
  let column = start % outWidth;
  let row = (start / outWidth) % outHeight;
  let image = start / (outWidth * outHeight);
  for (let i = 0; i < rows; i++) {
    const top = row * strideY - padTop;
    const left = column * strideX - padLeft;
    const first = min(kernelWidth, max(0, -left));
    const end = max(first, min(kernelWidth, inWidth - left));
    for (let ky = 0; ky < kernelHeight; ky++) {
      const y = top + ky * dilationY;
      if (y >= 0 && y < inHeight) {
        const to = dx + (<usize>image * inHeight + y) * line;
        if (dilationX == 1) {
          const target = to + <usize>(left + first) * pixel;
          addRun(target, from + <usize>first * pixel, <usize>(end - first) * pixel);
        } else {
          for (let kx = 0; kx < kernelWidth; kx++) {
            const at = left + kx * dilationX;
            if (at >= 0 && at < inWidth) {
              addRun(to + <usize>at * pixel, from + <usize>kx * pixel, pixel);
            }
          }
        }
      }
      from += filterLine;
    }
    if (++column == outWidth) {
      column = 0;
      if (++row == outHeight) {
        row = 0;
        image++;
      }
    }
  }
}

/**
 * y[batch, outH, outW, cout] = x[batch, inH, inW, cin] ∗ w[kh, kw, cin, cout] (+ bias[cout]), with the
 * flags of `gemm`: blocks of patches (im2col) times the filter as a matrix.
 */
export function convolve(
  x: usize,
  w: usize,
  y: usize,
  batch: i32,
  channels: i32,
  flags: i32,
  bias: usize,
): void {
  const pixels = batch * outHeight * outWidth;
  const size = patchSize();
  if (isPointwise()) {
    gemm(false, false, x, w, y, pixels, channels, size, 1, flags, bias);
    return;
  }
  const block = blockRows();
  for (let start = 0; start < pixels; start += block) {
    const rows = min(block, pixels - start);
    gatherPatches(patches(), x, start, rows);
    const to = y + (<usize>(start * channels) << 2);
    gemm(false, false, patches(), w, to, rows, channels, size, 1, flags, bias);
  }
}

/** dw[kh, kw, cin, cout] = Σ over pixels of patchᵀ·dy. */
export function convolveFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  channels: i32,
): void {
  const pixels = batch * outHeight * outWidth;
  const size = patchSize();
  if (isPointwise()) {
    gemm(true, false, x, dy, dw, size, channels, pixels, 1, 0, 0);
    return;
  }
  const block = blockRows();
  for (let start = 0; start < pixels; start += block) {
    const rows = min(block, pixels - start);
    gatherPatches(patches(), x, start, rows);
    const from = dy + (<usize>(start * channels) << 2);
    const flags = start == 0 ? 0 : ACCUMULATE;
    gemm(true, false, patches(), from, dw, size, channels, rows, 1, flags, 0);
  }
}

/** dx[batch, inH, inW, cin]: each pixel of dy times the filter, added to the patch that it saw. */
export function convolveInputGradient(
  dy: usize,
  w: usize,
  dx: usize,
  batch: i32,
  channels: i32,
): void {
  const pixels = batch * outHeight * outWidth;
  const size = patchSize();
  if (isPointwise()) {
    gemm(false, true, dy, w, dx, pixels, size, channels, 1, 0, 0);
    return;
  }
  memory.fill(dx, 0, (<usize>(batch * inHeight) * inWidth * inChannels) << 2);
  const block = blockRows();
  for (let start = 0; start < pixels; start += block) {
    const rows = min(block, pixels - start);
    const from = dy + (<usize>(start * channels) << 2);
    gemm(false, true, from, w, patches(), rows, size, channels, 1, 0, 0);
    scatterPatches(patches(), dx, start, rows);
  }
}
