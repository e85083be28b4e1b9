import { createRandom } from '@tributary/fedavg';
import { z } from 'zod';
import { pixelsOf, requirePicture } from '../preprocess-pictures.ts';
import { definePreprocessor } from '../preprocessor.ts';

/** Swaps left and right in about every second picture. Not for digits and letters. */
export const randomFlip = definePreprocessor({
  name: 'random-flip',
  title: 'Random flip',
  description:
    'Swaps left and right in about half of the pictures, anew in every epoch of training.',
  when: 'training',
  params: z.object({}),
  describe: (input) => {
    requirePicture(input);
    return input;
  },
  apply: (examples, _params, { input, seed }) => {
    const { height, width, channels } = requirePicture(input);
    const pixels = pixelsOf(examples);
    const flipped = pixels.slice();
    const random = createRandom(seed);
    const rows = height * examples.numExamples;
    let flips = false;
    for (let row = 0; row < rows; row++) {
      if (row % height === 0) flips = random.uniform() < 0.5;
      if (!flips) continue;
      for (let column = 0; column < width; column++) {
        const from = (row * width + column) * channels;
        const to = (row * width + width - 1 - column) * channels;
        for (let channel = 0; channel < channels; channel++) {
          flipped[to + channel] = pixels[from + channel] as number;
        }
      }
    }
    return { ...examples, features: flipped };
  },
});
