import { createRandom, deriveSeed } from '@tributary/fedavg';
import type { Dataset, Examples } from '../dataset.ts';
import { createHand, IMAGE_SIDE, writeDigit } from '../synthetic/handwriting.ts';

const NUM_CLASSES = 10;
const DIGITS_PER_WRITER = 100;
const TRAIN_WRITERS = 120;
const TEST_WRITERS = 20;
/** Fixed, so that every machine draws the same data set. */
const SEED = 28;

/**
 * Digits drawn from seeds when no real data can be had: each synthetic writer has a hand of its own
 * and writes every digit ten times. The test half is written by other writers than the training half.
 */
export const syntheticDigits: Dataset = {
  name: 'synthetic-digits',
  title: 'Synthetic digits',
  description:
    'Images of the digits 0 to 9, drawn by this program in the hands of made-up writers.',
  licence: 'Apache-2.0',
  size: { train: 12_000, test: 2_000 },
  featureShape: [IMAGE_SIDE, IMAGE_SIDE, 1],
  numClasses: NUM_CLASSES,
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  naturalUnit: 'writer',
  files: [],
  loadTrain: async () => writeAll(0, TRAIN_WRITERS),
  loadTest: async () => writeAll(TRAIN_WRITERS, TEST_WRITERS),
};

const writeAll = (firstWriter: number, numWriters: number): Examples => {
  const numExamples = numWriters * DIGITS_PER_WRITER;
  const imageSize = IMAGE_SIDE * IMAGE_SIDE;
  const features = new Uint8Array(numExamples * imageSize);
  const labels = new Int32Array(numExamples);
  const naturalIds = new Int32Array(numExamples);
  for (let writer = 0; writer < numWriters; writer++) {
    const seed = deriveSeed(SEED, 'writer', firstWriter + writer);
    const hand = createHand(seed);
    const random = createRandom(deriveSeed(seed, 'digits'));
    for (let i = 0; i < DIGITS_PER_WRITER; i++) {
      const row = writer * DIGITS_PER_WRITER + i;
      labels[row] = i % NUM_CLASSES;
      naturalIds[row] = firstWriter + writer;
      const image = features.subarray(row * imageSize, (row + 1) * imageSize);
      writeDigit(hand, i % NUM_CLASSES, random, image);
    }
  }
  return {
    numExamples,
    featureShape: [IMAGE_SIDE, IMAGE_SIDE, 1],
    features,
    labels,
    naturalIds,
  };
};
