import { modelInputOf } from '../model-input.ts';
import { blankLike, pictureSizeParams, pixelsOf, requirePicture } from '../preprocess-pictures.ts';
import { definePreprocessor } from '../preprocessor.ts';

/** Between which two old places a new one lies, and how far towards the second. */
interface Between {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

/** Pixels are squares whose centres lie at halves, so that a picture keeps its middle. */
const placesBetween = (from: number, to: number): Between[] =>
  Array.from({ length: to }, (_, place) => {
    const centre = Math.min(from - 1, Math.max(0, ((place + 0.5) * from) / to - 0.5));
    const first = Math.floor(centre);
    return { first, second: Math.min(from - 1, first + 1), share: centre - first };
  });

/**
 * Bilinear interpolation between the four nearest pixels (as OpenCV's INTER_LINEAR and tf.image's
 * half-pixel centres, without smoothing before a picture shrinks). Bytes are rounded.
 */
export const resize = definePreprocessor({
  name: 'resize',
  title: 'Resize',
  description: 'Makes every picture the same height and width by blending neighbouring pixels.',
  params: pictureSizeParams,
  describe: (input, { height, width }) => {
    const { channels } = requirePicture(input);
    return modelInputOf({ ...input, featureShape: [height, width, channels] });
  },
  apply: (examples, { height, width }, { input }) => {
    const old = requirePicture(input);
    const { channels } = old;
    const pixels = pixelsOf(examples);
    const rows = placesBetween(old.height, height);
    const columns = placesBetween(old.width, width);
    const resized = blankLike(pixels, examples.numExamples * height * width * channels);
    const half = pixels instanceof Uint8Array ? 0.5 : 0;
    const stride = old.width * channels;
    let to = 0;
    for (let example = 0; example < examples.numExamples; example++) {
      const start = example * old.height * stride;
      for (const row of rows) {
        const upper = start + row.first * stride;
        const lower = start + row.second * stride;
        for (const { first, second, share } of columns) {
          const left = first * channels;
          const right = second * channels;
          for (let channel = 0; channel < channels; channel++) {
            const aboveLeft = pixels[upper + left + channel] as number;
            const belowLeft = pixels[lower + left + channel] as number;
            const above =
              aboveLeft + share * ((pixels[upper + right + channel] as number) - aboveLeft);
            const below =
              belowLeft + share * ((pixels[lower + right + channel] as number) - belowLeft);
            resized[to++] = above + row.share * (below - above) + half;
          }
        }
      }
    }
    return { ...examples, featureShape: [height, width, channels], features: resized };
  },
});
