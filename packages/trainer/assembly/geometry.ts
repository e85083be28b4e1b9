/** The geometry of a convolution; set by `setConvolution`, because it is one for many calls. */
export let inHeight: i32 = 0;
export let inWidth: i32 = 0;
export let inChannels: i32 = 0;
export let kernelHeight: i32 = 0;
export let kernelWidth: i32 = 0;
export let outHeight: i32 = 0;
export let outWidth: i32 = 0;
export let strideY: i32 = 0;
export let strideX: i32 = 0;
export let padTop: i32 = 0;
export let padLeft: i32 = 0;
export let dilationY: i32 = 0;
export let dilationX: i32 = 0;

/** Sets the geometry for the next call; sizes are in numbers. */
export function setConvolution(
  height: i32,
  width: i32,
  channels: i32,
  filterHeight: i32,
  filterWidth: i32,
  resultHeight: i32,
  resultWidth: i32,
  stepY: i32,
  stepX: i32,
  top: i32,
  left: i32,
  holesY: i32,
  holesX: i32,
): void {
  inHeight = height;
  inWidth = width;
  inChannels = channels;
  kernelHeight = filterHeight;
  kernelWidth = filterWidth;
  outHeight = resultHeight;
  outWidth = resultWidth;
  strideY = stepY;
  strideX = stepX;
  padTop = top;
  padLeft = left;
  dilationY = holesY;
  dilationX = holesX;
}
