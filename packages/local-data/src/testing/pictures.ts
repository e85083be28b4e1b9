import { encode } from 'fast-png';
import jpeg from 'jpeg-js';

/** A grey PNG whose pixels have all the same value. */
export const greyPng = (value: number, width = 8, height = 8): Uint8Array =>
  encode({
    ...{ width, height, depth: 8, channels: 1 },
    data: new Uint8Array(width * height).fill(value),
  });

/** A JPEG of one colour. */
export const colorJpeg = (color: readonly [number, number, number], size = 16): Uint8Array => {
  const pixels = Array.from({ length: size * size }, () => [...color, 255]).flat();
  const { data } = jpeg.encode({ data: Uint8Array.from(pixels), width: size, height: size }, 95);
  return new Uint8Array(data);
};
