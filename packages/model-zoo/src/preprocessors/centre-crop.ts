import { modelInputOf } from '../model-input.ts';
import { blankLike, pictureSizeParams, pixelsOf, requirePicture } from '../preprocess-pictures.ts';
import { definePreprocessor } from '../preprocessor.ts';

/** Keeps the middle; where it cannot be even, one more row or column falls away below or right. */
export const centreCrop = definePreprocessor({
  name: 'centre-crop',
  title: 'Centre crop',
  description: 'Keeps the middle of every picture.',
  params: pictureSizeParams,
  describe: (input, { height, width }) => {
    const old = requirePicture(input);
    if (height > old.height || width > old.width) {
      throw new RangeError(
        `${height} × ${width} cannot be cut out of ${old.height} × ${old.width} pixels`,
      );
    }
    return modelInputOf({ ...input, featureShape: [height, width, old.channels] });
  },
  apply: (examples, { height, width }, { input }) => {
    const old = requirePicture(input);
    const pixels = pixelsOf(examples);
    const rowLength = width * old.channels;
    const cropped = blankLike(pixels, examples.numExamples * height * rowLength);
    const top = Math.floor((old.height - height) / 2);
    const left = Math.floor((old.width - width) / 2);
    let to = 0;
    for (let example = 0; example < examples.numExamples; example++) {
      for (let row = top; row < top + height; row++) {
        const from = ((example * old.height + row) * old.width + left) * old.channels;
        cropped.set(pixels.subarray(from, from + rowLength), to);
        to += rowLength;
      }
    }
    return { ...examples, featureShape: [height, width, old.channels], features: cropped };
  },
});
