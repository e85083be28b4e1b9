import { badFormat } from '@tributary/model-zoo';
import { imageSize } from 'image-size';
import { LIMITS } from '../limits.ts';
import type { LocalFile } from '../local-file.ts';
import { nameFormat, type PictureFormat } from '../name-format.ts';
import { requireSize } from '../read-text.ts';
import { fitPicture, type PictureSize, type Pixels } from './fit-picture.ts';

/**
 * Unpacks a picture; the part that differs between a browser and Node.
 * @throws anything for bytes that it cannot read
 */
export type DecodePicture = (bytes: Uint8Array, format: PictureFormat) => Promise<Pixels>;

export interface ReadPictureOptions {
  readonly decode: DecodePicture;
  readonly size: PictureSize;
}

/**
 * Reads one picture by what it is, not by what its name says, and brings it to size as {@link fitPicture} does.
 * @returns bytes [height, width, channels]
 * @throws {DatasetError} `too-large`, or `bad-format` for what is no picture, is damaged or has too many pixels
 */
export const readPicture = async (
  file: LocalFile,
  { decode, size }: ReadPictureOptions,
): Promise<Uint8Array> => {
  const place = { file: file.path };
  requireSize(file, LIMITS.pictureBytes);
  if (file.sizeBytes === 0) throw badFormat(place, 'the file is empty');
  const bytes = await file.read();
  const format = nameFormat(bytes);
  if (format?.picture === undefined) {
    const reason = format === undefined ? 'does not begin like one' : `begins like ${format.name}`;
    throw badFormat(place, `it is no picture that can be read: it ${reason}`);
  }
  requirePixels(bytes, file);
  try {
    return fitPicture(await decode(bytes, format.picture), size);
  } catch (error) {
    throw badFormat(
      place,
      `it begins like ${format.name}, but cannot be unpacked; it may be cut off or damaged`,
      error,
    );
  }
};

/** A small file may unpack to more than the memory holds: its header says so before. */
const requirePixels = (bytes: Uint8Array, { path }: LocalFile): void => {
  const megapixels = countMegapixels(bytes);
  if (megapixels === undefined || megapixels <= LIMITS.pictureMegapixels) return;
  throw badFormat(
    { file: path },
    `the picture has ${Math.round(megapixels)} megapixels, and at most ${LIMITS.pictureMegapixels} are unpacked on a device`,
  );
};

/** @returns undefined where the header does not tell; then the decoder will not make sense of it either */
const countMegapixels = (bytes: Uint8Array): number | undefined => {
  try {
    const { width, height } = imageSize(bytes);
    return (width * height) / 1e6;
  } catch {
    return undefined;
  }
};
