import { GEMM_SCRATCH } from './gemm';
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
import { countInside, firstInside } from './inside';
import { addLanes, loadLanes, storeLanes } from './lanes';
import { madd } from './madd';
import { scratch } from './scratch';

/*
 * Depthwise convolution: each input channel c has `multiplier` filters of its own,
 * w[kh, kw, c, multiplier], and makes the output channels c·multiplier + q. With several filters a
 * picture is first spread in the scratch memory, each channel `multiplier` times, so that all the
 * rest may count on one filter per channel.
 */

/** Scratch memory for pictures of this many numbers when spread, in bytes. */
export function depthwiseScratchBytes(spreadNumbers: i32): usize {
  return GEMM_SCRATCH + (<usize>spreadNumbers << 2);
}

/** y[batch, outH, outW, c·multiplier] */
export function depthwise(x: usize, w: usize, y: usize, batch: i32, multiplier: i32): void {
  const channels = inChannels * multiplier;
  for (let n = 0; n < batch; n++) {
    overWindows(false, spread(x, multiplier), w, y, channels);
    x += bytesOf(inHeight, inWidth, inChannels);
    y += bytesOf(outHeight, outWidth, channels);
  }
}

/** dx[batch, inH, inW, c] */
export function depthwiseInputGradient(
  dy: usize,
  w: usize,
  dx: usize,
  batch: i32,
  multiplier: i32,
): void {
  const channels = inChannels * multiplier;
  for (let n = 0; n < batch; n++) {
    const to = multiplier == 1 ? dx : scratch() + GEMM_SCRATCH;
    memory.fill(to, 0, bytesOf(inHeight, inWidth, channels));
    overWindows(true, to, w, dy, channels);
    if (multiplier > 1) gather(dx, to, multiplier);
    dx += bytesOf(inHeight, inWidth, inChannels);
    dy += bytesOf(outHeight, outWidth, channels);
  }
}

/** dw[kh, kw, c, multiplier] */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  multiplier: i32,
): void {
  const channels = inChannels * multiplier;
  memory.fill(dw, 0, bytesOf(kernelHeight, kernelWidth, channels));
  for (let n = 0; n < batch; n++) {
    const picture = spread(x, multiplier);
    for (let oy = 0; oy < outHeight; oy++) overLine(picture, oy, dy, dw, channels);
    x += bytesOf(inHeight, inWidth, inChannels);
    dy += bytesOf(outHeight, outWidth, channels);
  }
}

@inline
function bytesOf(height: i32, width: i32, channels: i32): usize {
  return (<usize>(height * width) * channels) << 2;
}

/** The picture with each channel `multiplier` times; the picture itself where that is once. */
function spread(x: usize, multiplier: i32): usize {
  if (multiplier == 1) return x;
  const start = scratch() + GEMM_SCRATCH;
  const end = x + bytesOf(inHeight, inWidth, inChannels);
  for (let to = start; x < end; x += 4) {
    const value = load<f32>(x);
    for (let q = 0; q < multiplier; q++, to += 4) store<f32>(to, value);
  }
  return start;
}

/** The reverse of `spread` for gradients: adds up what belongs to the same channel. */
function gather(dx: usize, from: usize, multiplier: i32): void {
  for (const end = dx + bytesOf(inHeight, inWidth, inChannels); dx < end; dx += 4) {
    let sum: f32 = 0;
    for (let q = 0; q < multiplier; q++, from += 4) sum += load<f32>(from);
    store<f32>(dx, sum);
  }
}

/** y from x, or with `gradient` what y's gradient adds to x's, for one picture. */
@inline
function overWindows(gradient: bool, x: usize, w: usize, y: usize, channels: i32): void {
  const pixel = <usize>channels << 2;
  for (let oy = 0; oy < outHeight; oy++) {
    const top = oy * strideY - padTop;
    const firstY = firstInside(top, dilationY);
    const rows = countInside(top, kernelHeight, dilationY, inHeight);
    const line = x + <usize>((top + firstY * dilationY) * inWidth) * pixel;
    for (let ox = 0; ox < outWidth; ox++) {
      const left = ox * strideX - padLeft;
      const firstX = firstInside(left, dilationX);
      const columns = countInside(left, kernelWidth, dilationX, inWidth);
      const at = line + <usize>(left + firstX * dilationX) * pixel;
      const weight = w + <usize>(firstY * kernelWidth + firstX) * pixel;
      let p: usize = 0;
      for (; p + 64 <= pixel; p += 64) {
        overWindow(gradient, 16, at + p, weight + p, y + p, rows, columns, pixel);
      }
      for (; p + 16 <= pixel; p += 16) {
        overWindow(gradient, 4, at + p, weight + p, y + p, rows, columns, pixel);
      }
      for (; p < pixel; p += 4) {
        overWindow(gradient, 1, at + p, weight + p, y + p, rows, columns, pixel);
      }
      y += pixel;
    }
  }
}

@inline
function overWindow(
  gradient: bool,
  lanes: i32,
  x: usize,
  w: usize,
  y: usize,
  rows: i32,
  columns: i32,
  pixel: usize,
): void {
  const stepX = <usize>dilationX * pixel;
  const stepY = <usize>(dilationY * inWidth) * pixel;
  const stepW = <usize>kernelWidth * pixel;
  let s0 = begin(gradient, lanes, y), s1 = s0, s2 = s0, s3 = s0;
  if (lanes == 16) {
    s1 = begin(gradient, lanes, y + 16);
    s2 = begin(gradient, lanes, y + 32);
    s3 = begin(gradient, lanes, y + 48);
  }
  for (; rows > 0; rows--, x += stepY, w += stepW) {
    let at = x;
    let weight = w;
    for (let column = 0; column < columns; column++, at += stepX, weight += pixel) {
      s0 = visit(gradient, lanes, s0, at, weight);
      if (lanes == 16) {
        s1 = visit(gradient, lanes, s1, at + 16, weight + 16);
        s2 = visit(gradient, lanes, s2, at + 32, weight + 32);
        s3 = visit(gradient, lanes, s3, at + 48, weight + 48);
      }
    }
  }
  if (gradient) return;
  storeLanes(lanes, y, s0);
  if (lanes == 16) {
    storeLanes(lanes, y + 16, s1);
    storeLanes(lanes, y + 32, s2);
    storeLanes(lanes, y + 48, s3);
  }
}

/** y before the first place; with `gradient` what it gives to all of them. */
@inline
function begin(gradient: bool, lanes: i32, y: usize): v128 {
  return gradient ? loadLanes(lanes, y) : f32x4.splat(0);
}

@inline
function visit(gradient: bool, lanes: i32, sum: v128, x: usize, w: usize): v128 {
  if (!gradient) return madd(loadLanes(lanes, x), loadLanes(lanes, w), sum);
  storeLanes(lanes, x, madd(sum, loadLanes(lanes, w), loadLanes(lanes, x)));
  return sum;
}

/** What the output pixels of one line add to the filter's gradient. */
function overLine(x: usize, oy: i32, dy: usize, dw: usize, channels: i32): void {
  const pixel = <usize>channels << 2;
  dy += <usize>(oy * outWidth) * pixel;
  for (let ky = 0; ky < kernelHeight; ky++) {
    const row = oy * strideY - padTop + ky * dilationY;
    if (row < 0 || row >= inHeight) continue;
    for (let kx = 0; kx < kernelWidth; kx++) {
      const left = kx * dilationX - padLeft;
      const first = firstInside(left, strideX);
      const pixels = countInside(left, outWidth, strideX, inWidth);
      const at = x + <usize>(row * inWidth + left + first * strideX) * pixel;
      const from = dy + <usize>first * pixel;
      const to = dw + <usize>(ky * kernelWidth + kx) * pixel;
      let p: usize = 0;
      for (; p + 64 <= pixel; p += 64) addProducts(16, to + p, at + p, from + p, pixels, pixel);
      for (; p + 16 <= pixel; p += 16) addProducts(4, to + p, at + p, from + p, pixels, pixel);
      for (; p < pixel; p += 4) addProducts(1, to + p, at + p, from + p, pixels, pixel);
    }
  }
}

@inline
function addProducts(
  lanes: i32,
  to: usize,
  x: usize,
  dy: usize,
  pixels: i32,
  pixel: usize,
): void {
  const step = <usize>strideX * pixel;
  const zero = f32x4.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
  for (; pixels > 0; pixels--, x += step, dy += pixel) {
    s0 = visit(false, lanes, s0, x, dy);
    if (lanes == 16) {
      s1 = visit(false, lanes, s1, x + 16, dy + 16);
      s2 = visit(false, lanes, s2, x + 32, dy + 32);
      s3 = visit(false, lanes, s3, x + 48, dy + 48);
    }
  }
  addLanes(lanes, to, s0);
  if (lanes == 16) {
    addLanes(lanes, to + 16, s1);
    addLanes(lanes, to + 32, s2);
    addLanes(lanes, to + 48, s3);
  }
}
