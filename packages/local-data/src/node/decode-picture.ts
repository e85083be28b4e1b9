import { convertIndexedToRgb, type DecodedPng, decode as decodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { LIMITS } from '../limits.ts';
import type { PictureFormat } from '../name-format.ts';
import type { Pixels } from '../pictures/fit-picture.ts';

/**
 * Unpacks PNG and JPEG without a browser. A JPEG is taken as it lies, whatever its EXIF says of how it was held.
 * @throws {RangeError} for other formats; what the decoders throw for damaged files
 */
export const decodePicture = async (bytes: Uint8Array, format: PictureFormat): Promise<Pixels> => {
  switch (format) {
    case 'image/png':
      return unpackPng(decodePng(bytes));
    case 'image/jpeg':
      return jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: LIMITS.pictureMegapixels });
    default:
      throw new RangeError(`Only PNG and JPEG are read here, not ${format}.`);
  }
};

const unpackPng = (png: DecodedPng): Pixels => {
  const { width, height } = png;
  const { values, channels, highest } = samplesOf(png);
  const [hasColor, hasAlpha] = [channels >= 3, channels % 2 === 0];
  const data = new Uint8Array(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const sample = (channel: number): number =>
      Math.round((255 * (values[pixel * channels + channel] ?? 0)) / highest);
    data[4 * pixel] = sample(0);
    data[4 * pixel + 1] = sample(hasColor ? 1 : 0);
    data[4 * pixel + 2] = sample(hasColor ? 2 : 0);
    data[4 * pixel + 3] = hasAlpha ? sample(channels - 1) : 255;
  }
  return { width, height, data };
};

/** One number for each channel of each pixel; several pixels may share a byte of the file. */
const samplesOf = (png: DecodedPng) => {
  const palette = png.palette ?? (png.depth < 8 ? greys(2 ** png.depth) : undefined);
  return palette === undefined
    ? { values: png.data, channels: png.channels, highest: 2 ** png.depth - 1 }
    : {
        values: convertIndexedToRgb({ ...png, palette }),
        channels: palette[0]?.length ?? 3,
        highest: 255,
      };
};

const greys = (count: number): number[][] =>
  Array.from({ length: count }, (_, at) => Array(3).fill((255 * at) / (count - 1)));
