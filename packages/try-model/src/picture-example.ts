import type { ImagesSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';

/** A picture as a canvas hands it out: four bytes a pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

type Size = Pick<ImagesSchema, 'height' | 'width' | 'channels'>;

/**
 * A picture of the right size as an example: bytes, grey or red, green and blue. What is transparent counts as black.
 * @throws {RangeError} when the picture has another size
 */
export const pictureExample = (
  { width, height, data }: Picture,
  size: Size,
): UnlabelledExamples => {
  if (width !== size.width || height !== size.height) {
    throw new RangeError(
      `The picture is ${width} × ${height}, not ${size.width} × ${size.height}.`,
    );
  }
  const { channels } = size;
  const features = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = 4 * pixel;
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    const opacity = alpha / 255;
    if (channels === 3)
      features.set(
        [red, green, blue].map((value) => value * opacity),
        3 * pixel,
      );
    else features[pixel] = Math.round(greyOf(red, green, blue) * opacity);
  }
  return { numExamples: 1, featureShape: [height, width, channels], features };
};

/** Luma as of ITU-R BT.601. */
const greyOf = (red: number, green: number, blue: number): number =>
  0.299 * red + 0.587 * green + 0.114 * blue;
