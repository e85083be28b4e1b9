import { countInside, firstInside } from './inside';
import { addLanes, loadLanes, storeLanes } from './lanes';

/*
 * Pooling of x[batch, inD, inH, inW, channels] in windows; pictures have depth 1. A window's part
 * outside the picture does not count.
 */

let channels: i32 = 0;
let inDepth: i32 = 0;
let inHeight: i32 = 0;
let inWidth: i32 = 0;
let outDepth: i32 = 0;
let outHeight: i32 = 0;
let outWidth: i32 = 0;
let windowDepth: i32 = 0;
let windowHeight: i32 = 0;
let windowWidth: i32 = 0;
let strideZ: i32 = 0;
let strideY: i32 = 0;
let strideX: i32 = 0;
let padFront: i32 = 0;
let padTop: i32 = 0;
let padLeft: i32 = 0;

/** The sizes of input and output for the next call, in numbers. */
export function setPoolSizes(
  c: i32, d: i32, h: i32, w: i32, resultD: i32, resultH: i32, resultW: i32,
): void {
  channels = c;
  inDepth = d;
  inHeight = h;
  inWidth = w;
  outDepth = resultD;
  outHeight = resultH;
  outWidth = resultW;
}

/** The windows of the next call. */
export function setPoolWindows(
  d: i32, h: i32, w: i32, stepZ: i32, stepY: i32, stepX: i32, front: i32, top: i32, left: i32,
): void {
  windowDepth = d;
  windowHeight = h;
  windowWidth = w;
  strideZ = stepZ;
  strideY = stepY;
  strideX = stepX;
  padFront = front;
  padTop = top;
  padLeft = left;
}

const MAX: i32 = 0;
const MAX_GRADIENT: i32 = 1;
const MEAN: i32 = 2;
const MEAN_GRADIENT: i32 = 3;

/** y: the largest number of every window and channel. */
export function maxPool(x: usize, y: usize, batch: i32): void {
  overWindows(MAX, x, y, 0, 0, batch);
}

/** dx: each window's dy for the first of its largest numbers, in the order of memory. */
export function maxPoolGradient(dy: usize, x: usize, y: usize, dx: usize, batch: i32): void {
  clearGradient(dx, batch);
  overWindows(MAX_GRADIENT, x, y, dx, dy, batch);
}

/** y: the mean of every window and channel, over what lies inside. */
export function averagePool(x: usize, y: usize, batch: i32): void {
  overWindows(MEAN, x, y, 0, 0, batch);
}

/** dx: each window's dy in equal parts for what lies inside. */
export function averagePoolGradient(dy: usize, dx: usize, batch: i32): void {
  clearGradient(dx, batch);
  overWindows(MEAN_GRADIENT, 0, 0, dx, dy, batch);
}

function clearGradient(dx: usize, batch: i32): void {
  memory.fill(dx, 0, (<usize>(batch * inDepth * inHeight * inWidth) * channels) << 2);
}

/** Does the job for every window; addresses that it does not use are 0. */
@inline
function overWindows(job: i32, x: usize, y: usize, dx: usize, dy: usize, batch: i32): void {
  const pixel = <usize>channels << 2;
  let window: usize = 0;
  for (let n = 0; n < batch; n++) {
    for (let oz = 0; oz < outDepth; oz++) {
      const front = oz * strideZ - padFront;
      planes = countInside(front, windowDepth, 1, inDepth);
      const plane = n * inDepth + front + firstInside(front, 1);
      for (let oy = 0; oy < outHeight; oy++) {
        const top = oy * strideY - padTop;
        rows = countInside(top, windowHeight, 1, inHeight);
        const row = plane * inHeight + top + firstInside(top, 1);
        for (let ox = 0; ox < outWidth; ox++) {
          const left = ox * strideX - padLeft;
          columns = countInside(left, windowWidth, 1, inWidth);
          const column = row * inWidth + left + firstInside(left, 1);
          const at = x + <usize>column * pixel;
          overChannels(job, at, dx - x, y + window, dy + window);
          window += pixel;
        }
      }
    }
  }
}

/** The part of the window at hand that lies inside: its planes, rows and columns. */
let planes: i32 = 0;
let rows: i32 = 0;
let columns: i32 = 0;

/**
 * Does the job for one window.
 * @param x the first of its places that lies inside
 * @param toGradient what lies between an address in x and that in dx
 */
@inline
function overChannels(job: i32, x: usize, toGradient: usize, y: usize, dy: usize): void {
  const pixel = <usize>channels << 2;
  let p: usize = 0;
  for (; p + 64 <= pixel; p += 64) overPlaces(job, 16, x + p, toGradient, y + p, dy + p);
  for (; p + 16 <= pixel; p += 16) overPlaces(job, 4, x + p, toGradient, y + p, dy + p);
  for (; p < pixel; p += 4) overPlaces(job, 1, x + p, toGradient, y + p, dy + p);
}

/** The same for `lanes` channels. */
@inline
function overPlaces(
  job: i32, lanes: i32, x: usize, toGradient: usize, y: usize, dy: usize,
): void {
  const stepX = <usize>channels << 2;
  const stepY = <usize>inWidth * stepX;
  const stepZ = <usize>inHeight * stepY;
  const part = f32x4.splat(1 / <f32>max(1, planes * rows * columns));
  let s0 = begin(job, lanes, dy, part), s1 = s0, s2 = s0, s3 = s0;
  let l0 = largest(job, lanes, y), l1 = l0, l2 = l0, l3 = l0;
  if (lanes == 16) {
    s1 = begin(job, lanes, dy + 16, part);
    s2 = begin(job, lanes, dy + 32, part);
    s3 = begin(job, lanes, dy + 48, part);
    l1 = largest(job, lanes, y + 16);
    l2 = largest(job, lanes, y + 32);
    l3 = largest(job, lanes, y + 48);
  }
  for (let z = 0; z < planes; z++, x += stepZ) {
    let line = x;
    for (let row = 0; row < rows; row++, line += stepY) {
      let at = line;
      for (let column = 0; column < columns; column++, at += stepX) {
        s0 = visit(job, lanes, s0, l0, at, toGradient);
        if (lanes == 16) {
          s1 = visit(job, lanes, s1, l1, at + 16, toGradient);
          s2 = visit(job, lanes, s2, l2, at + 32, toGradient);
          s3 = visit(job, lanes, s3, l3, at + 48, toGradient);
        }
      }
    }
  }
  finish(job, lanes, y, s0, part);
  if (lanes == 16) {
    finish(job, lanes, y + 16, s1, part);
    finish(job, lanes, y + 32, s2, part);
    finish(job, lanes, y + 48, s3, part);
  }
}

/** A result before its first place; for gradients what there is to give. */
@inline
function begin(job: i32, lanes: i32, dy: usize, part: v128): v128 {
  if (job == MAX_GRADIENT) return loadLanes(lanes, dy);
  if (job == MEAN_GRADIENT) return f32x4.mul(loadLanes(lanes, dy), part);
  return f32x4.splat(job == MAX ? -Infinity : 0);
}

@inline
function largest(job: i32, lanes: i32, y: usize): v128 {
  return job == MAX_GRADIENT ? loadLanes(lanes, y) : f32x4.splat(0);
}

/** A result after the place `at`; for gradients what is left to give. */
@inline
function visit(job: i32, lanes: i32, sum: v128, largest: v128, at: usize, toGradient: usize): v128 {
  // One instruction, unlike `max`; NaN is passed over, as on the cpu backend.
  if (job == MAX) return f32x4.pmax(sum, loadLanes(lanes, at));
  if (job == MEAN) return f32x4.add(sum, loadLanes(lanes, at));
  if (job == MEAN_GRADIENT) {
    addLanes(lanes, at + toGradient, sum);
    return sum;
  }
  const here = f32x4.eq(loadLanes(lanes, at), largest);
  addLanes(lanes, at + toGradient, v128.and(sum, here));
  return v128.andnot(sum, here);
}

@inline
function finish(job: i32, lanes: i32, y: usize, sum: v128, part: v128): void {
  if (job == MAX) storeLanes(lanes, y, sum);
  if (job == MEAN) storeLanes(lanes, y, f32x4.mul(sum, part));
}
