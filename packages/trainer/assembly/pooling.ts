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
let dilationZ: i32 = 0;
let dilationY: i32 = 0;
let dilationX: i32 = 0;

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
  d: i32, h: i32, w: i32, stepZ: i32, stepY: i32, stepX: i32,
  front: i32, top: i32, left: i32, holesZ: i32, holesY: i32, holesX: i32,
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
  dilationZ = holesZ;
  dilationY = holesY;
  dilationX = holesX;
}

/** The largest number of every window and channel. */
export function maxPool(x: usize, y: usize, batch: i32): void {
  const pixel = <usize>channels << 2;
  let to = y;
  for (let n = 0; n < batch; n++) {
    for (let oz = 0; oz < outDepth; oz++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) {
          for (let p: usize = 0; p < pixel; p += 4) store<f32>(to + p, -Infinity);
          for (let kz = 0; kz < windowDepth; kz++) {
            const z = oz * strideZ - padFront + kz * dilationZ;
            if (z < 0 || z >= inDepth) continue;
            for (let ky = 0; ky < windowHeight; ky++) {
              const row = oy * strideY - padTop + ky * dilationY;
              if (row < 0 || row >= inHeight) continue;
              for (let kx = 0; kx < windowWidth; kx++) {
                const column = ox * strideX - padLeft + kx * dilationX;
                if (column < 0 || column >= inWidth) continue;
                const at = ((n * inDepth + z) * inHeight + row) * inWidth + column;
                maxInto(to, x + <usize>at * pixel, pixel);
              }
            }
          }
          to += pixel;
        }
      }
    }
  }
}

@inline
function maxInto(to: usize, from: usize, bytes: usize): void {
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    v128.store(to + p, f32x4.max(v128.load(to + p), v128.load(from + p)));
  }
  for (; p < bytes; p += 4) store<f32>(to + p, max<f32>(load<f32>(to + p), load<f32>(from + p)));
}

/**
 * Gives each window's dy to the first of its largest numbers, in the order of memory.
 * @param left what every window has still to give away: dy's numbers, spent here; scratch memory of
 * dy's size
 */
export function maxPoolGradient(
  dy: usize, x: usize, y: usize, dx: usize, left: usize, batch: i32,
): void {
  const pixel = <usize>channels << 2;
  const windows = batch * outDepth * outHeight * outWidth;
  memory.fill(dx, 0, <usize>(batch * inDepth * inHeight * inWidth) * pixel);
  memory.copy(left, dy, <usize>windows * pixel);
  let from: usize = 0;
  for (let n = 0; n < batch; n++) {
    for (let oz = 0; oz < outDepth; oz++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) {
          for (let kz = 0; kz < windowDepth; kz++) {
            const z = oz * strideZ - padFront + kz * dilationZ;
            if (z < 0 || z >= inDepth) continue;
            for (let ky = 0; ky < windowHeight; ky++) {
              const row = oy * strideY - padTop + ky * dilationY;
              if (row < 0 || row >= inHeight) continue;
              for (let kx = 0; kx < windowWidth; kx++) {
                const column = ox * strideX - padLeft + kx * dilationX;
                if (column < 0 || column >= inWidth) continue;
                const at = ((n * inDepth + z) * inHeight + row) * inWidth + column;
                const place = <usize>at * pixel;
                giveAway(dx + place, x + place, y + from, left + from, pixel);
              }
            }
          }
          from += pixel;
        }
      }
    }
  }
}

@inline
function giveAway(dx: usize, x: usize, y: usize, left: usize, bytes: usize): void {
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const largest = f32x4.eq(v128.load(x + p), v128.load(y + p));
    const rest = v128.load(left + p);
    v128.store(dx + p, f32x4.add(v128.load(dx + p), v128.and(rest, largest)));
    v128.store(left + p, v128.andnot(rest, largest));
  }
  for (; p < bytes; p += 4) {
    if (load<f32>(x + p) == load<f32>(y + p)) {
      store<f32>(dx + p, load<f32>(dx + p) + load<f32>(left + p));
      store<f32>(left + p, 0);
    }
  }
}

/** The mean of every window and channel, over what lies inside; or, with `gradient`, its reverse. */
export function averagePool(from: usize, to: usize, batch: i32, gradient: bool): void {
  const pixel = <usize>channels << 2;
  const given = gradient ? inDepth * inHeight * inWidth : outDepth * outHeight * outWidth;
  memory.fill(to, 0, <usize>(batch * given) * pixel);
  let window = gradient ? from : to;
  const picture = gradient ? to : from;
  for (let n = 0; n < batch; n++) {
    for (let oz = 0; oz < outDepth; oz++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) {
          const count =
            inside(oz * strideZ - padFront, windowDepth, dilationZ, inDepth) *
            inside(oy * strideY - padTop, windowHeight, dilationY, inHeight) *
            inside(ox * strideX - padLeft, windowWidth, dilationX, inWidth);
          const share: f32 = 1 / <f32>max(count, 1);
          for (let kz = 0; kz < windowDepth; kz++) {
            const z = oz * strideZ - padFront + kz * dilationZ;
            if (z < 0 || z >= inDepth) continue;
            for (let ky = 0; ky < windowHeight; ky++) {
              const row = oy * strideY - padTop + ky * dilationY;
              if (row < 0 || row >= inHeight) continue;
              for (let kx = 0; kx < windowWidth; kx++) {
                const column = ox * strideX - padLeft + kx * dilationX;
                if (column < 0 || column >= inWidth) continue;
                const index = ((n * inDepth + z) * inHeight + row) * inWidth + column;
                const at = picture + <usize>index * pixel;
                if (gradient) addScaled(at, window, share, pixel);
                else addScaled(window, at, share, pixel);
              }
            }
          }
          window += pixel;
        }
      }
    }
  }
}

/** How many of a window's places lie inside, along one axis. */
function inside(start: i32, size: i32, holes: i32, length: i32): i32 {
  let count = 0;
  for (let k = 0; k < size; k++) {
    const at = start + k * holes;
    if (at >= 0 && at < length) count++;
  }
  return count;
}

@inline
function addScaled(to: usize, from: usize, scale: f32, bytes: usize): void {
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const part = f32x4.mul(v128.load(from + p), f32x4.splat(scale));
    v128.store(to + p, f32x4.add(v128.load(to + p), part));
  }
  for (; p < bytes; p += 4) store<f32>(to + p, load<f32>(to + p) + load<f32>(from + p) * scale);
}
