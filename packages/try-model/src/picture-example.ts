import { fitPicture, type PictureSize, type Pixels } from '@tributary/local-data';
import type { UnlabelledExamples } from '@tributary/trainer';

/** A picture as an example, brought to size as devices bring theirs. */
export const pictureExample = (pixels: Pixels, size: PictureSize): UnlabelledExamples => ({
  numExamples: 1,
  featureShape: [size.height, size.width, size.channels],
  features: fitPicture(pixels, size),
});

/** The other way round, to be looked at: RGBA of the bytes of an example. */
export const pixelsOfExample = (
  { features }: Pick<UnlabelledExamples, 'features'>,
  { width, height, channels }: PictureSize,
): Uint8ClampedArray<ArrayBuffer> => {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let color = 0; color < 3; color++) {
      data[4 * pixel + color] = features[channels * pixel + (channels === 3 ? color : 0)] ?? 0;
    }
  }
  return data;
};

/** The same picture with dark and light swapped; what is transparent stays so. */
export const invertPixels = ({ width, height, data }: Pixels): Pixels => ({
  width,
  height,
  data: data.map((value, at) => (at % 4 === 3 ? value : 255 - value)),
});
