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

/*
 * Depthwise convolution: each input channel c has `multiplier` filters of its own,
 * w[kh, kw, c, multiplier], and makes the output channels c·multiplier + q.
 */

/** What is done with one place of the window: the addresses of x (or dx), w (or dw) and y (or dy). */
const FORWARD: i32 = 0;
const TO_INPUT: i32 = 1;
const TO_FILTER: i32 = 2;

/** y[batch, outH, outW, c·multiplier] */
export function depthwise(x: usize, w: usize, y: usize, batch: i32, multiplier: i32): void {
  const numbers = <usize>(batch * outHeight * outWidth) * inChannels * multiplier;
  memory.fill(y, 0, numbers << 2);
  overWindows(FORWARD, x, w, y, batch, multiplier);
}

/** dx[batch, inH, inW, c] */
export function depthwiseInputGradient(
  dy: usize,
  w: usize,
  dx: usize,
  batch: i32,
  multiplier: i32,
): void {
  memory.fill(dx, 0, (<usize>(batch * inHeight * inWidth) * inChannels) << 2);
  overWindows(TO_INPUT, dx, w, dy, batch, multiplier);
}

/** dw[kh, kw, c, multiplier] */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  multiplier: i32,
): void {
  memory.fill(dw, 0, (<usize>(kernelHeight * kernelWidth) * inChannels * multiplier) << 2);
  overWindows(TO_FILTER, x, dw, dy, batch, multiplier);
}

function overWindows(
  job: i32,
  x: usize,
  w: usize,
  y: usize,
  batch: i32,
  multiplier: i32,
): void {
  const pixel = <usize>inChannels << 2;
  const result = pixel * multiplier;
  for (let n = 0; n < batch; n++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let ky = 0; ky < kernelHeight; ky++) {
          const row = oy * strideY - padTop + ky * dilationY;
          if (row < 0 || row >= inHeight) continue;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const column = ox * strideX - padLeft + kx * dilationX;
            if (column < 0 || column >= inWidth) continue;
            const at = x + <usize>((n * inHeight + row) * inWidth + column) * pixel;
            const weight = w + <usize>(ky * kernelWidth + kx) * result;
            if (multiplier == 1) overChannels(job, at, weight, y, pixel);
            else overFilters(job, at, weight, y, multiplier);
          }
        }
        y += result;
      }
    }
  }
}

/** One filter per channel: four channels at a time. */
function overChannels(job: i32, x: usize, w: usize, y: usize, bytes: usize): void {
  const to = job == FORWARD ? y : job == TO_INPUT ? x : w;
  const a = job == FORWARD ? x : job == TO_INPUT ? w : x;
  const b = job == FORWARD ? w : y;
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const product = f32x4.mul(v128.load(a + p), v128.load(b + p));
    v128.store(to + p, f32x4.add(v128.load(to + p), product));
  }
  for (; p < bytes; p += 4) {
    store<f32>(to + p, load<f32>(to + p) + load<f32>(a + p) * load<f32>(b + p));
  }
}

/** Several filters per channel, number by number. */
function overFilters(job: i32, x: usize, w: usize, y: usize, multiplier: i32): void {
  for (let c = 0; c < inChannels; c++) {
    const at = x + (<usize>c << 2);
    for (let q = 0; q < multiplier; q++) {
      const offset = <usize>(c * multiplier + q) << 2;
      if (job == FORWARD) {
        store<f32>(y + offset, load<f32>(y + offset) + load<f32>(at) * load<f32>(w + offset));
      } else if (job == TO_INPUT) {
        store<f32>(at, load<f32>(at) + load<f32>(y + offset) * load<f32>(w + offset));
      } else {
        store<f32>(w + offset, load<f32>(w + offset) + load<f32>(at) * load<f32>(y + offset));
      }
    }
  }
}
