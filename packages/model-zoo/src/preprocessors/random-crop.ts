import { createRandom } from '@tributary/fedavg';
import { z } from 'zod';
import { blankLike, pixelsOf, requirePicture } from '../preprocess-pictures.ts';
import { definePreprocessor } from '../preprocessor.ts';

/**
 * Puts `padding` zeros around every picture and cuts one of the old size out of it, anywhere: so it is
 * moved by up to `padding` pixels each way (He et al. 2016, "Deep Residual Learning", section 4.2).
 */
export const randomCrop = definePreprocessor({
  name: 'random-crop',
  title: 'Random crop',
  description: 'Moves every picture by a few pixels, anew in every epoch of training.',
  when: 'training',
  params: z.object({
    padding: z.number().int().min(1).max(1024).default(4).meta({
      title: 'Padding',
      description: 'By how many pixels a picture moves at most, each way.',
    }),
  }),
  describe: (input, { padding }) => {
    const { height, width } = requirePicture(input);
    if (padding >= Math.min(height, width)) {
      throw new RangeError(
        `a padding of ${padding} can move all of ${height} × ${width} pixels away`,
      );
    }
    return input;
  },
  apply: (examples, { padding }, { input, seed }) => {
    const { height, width, channels } = requirePicture(input);
    const pixels = pixelsOf(examples);
    const moved = blankLike(pixels, pixels.length);
    const random = createRandom(seed);
    const draw = () => random.integer(2 * padding + 1) - padding;
    for (let example = 0; example < examples.numExamples; example++) {
      const down = draw();
      const right = draw();
      const length = (width - Math.abs(right)) * channels;
      const last = Math.min(height, height + down);
      for (let row = Math.max(0, down); row < last; row++) {
        const from = (example * height + row - down) * width + Math.max(0, -right);
        const to = (example * height + row) * width + Math.max(0, right);
        moved.set(pixels.subarray(from * channels, from * channels + length), to * channels);
      }
    }
    return { ...examples, features: moved };
  },
});
