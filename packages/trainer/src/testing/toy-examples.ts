import { createRandom } from '@tributary/fedavg';
import type { Examples } from '@tributary/model-zoo';

/** Four-by-four byte images whose brightest quadrant is their label: learnt in a few steps. */
export const toyExamples = (numExamples: number, seed = 1): Examples => {
  const random = createRandom(seed);
  const labels = Int32Array.from({ length: numExamples }, () => random.integer(4));
  const features = Uint8Array.from({ length: numExamples * 16 }, (_, index) => {
    const pixel = index % 16;
    const quadrant = 2 * Math.floor(pixel / 8) + Math.floor((pixel % 4) / 2);
    return random.integer(100) + (quadrant === labels[Math.floor(index / 16)] ? 120 : 0);
  });
  return { numExamples, featureShape: [4, 4, 1], features, labels };
};

export const toyInput = { featureShape: [4, 4, 1], numClasses: 4 } as const;
