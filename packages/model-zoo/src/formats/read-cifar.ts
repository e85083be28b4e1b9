import type { Examples } from '../dataset.ts';
import { badFormat } from './bad-format.ts';

const SIDE = 32;
const CHANNELS = 3;
const PLANE_BYTES = SIDE * SIDE;
const ROW_BYTES = 1 + CHANNELS * PLANE_BYTES;

/**
 * Reads CIFAR's binary version (Krizhevsky 2009): rows of a label byte and the red, green and blue
 * planes of a 32 × 32 picture.
 * @param file its name, for the messages
 * @returns bytes [rows, 32, 32, 3], channels last
 * @throws {DatasetError} `bad-format`, with file and row, for a file that is empty, ends within a row or
 * has a label that is no class.
 */
export const readCifar = (bytes: Uint8Array, numClasses: number, file: string): Examples => {
  if (bytes.length === 0) throw badFormat({ file }, 'the file is empty');
  const numExamples = Math.floor(bytes.length / ROW_BYTES);
  const rest = bytes.length % ROW_BYTES;
  if (rest > 0) {
    throw badFormat(
      { file, row: numExamples + 1 },
      `the file is truncated: found ${rest} bytes, expected ${ROW_BYTES} (a label and a picture)`,
    );
  }
  const features = new Uint8Array(numExamples * CHANNELS * PLANE_BYTES);
  const labels = new Int32Array(numExamples);
  for (let row = 0; row < numExamples; row++) {
    const start = row * ROW_BYTES;
    labels[row] = requireClass(bytes[start] as number, numClasses, { file, row: row + 1 });
    interleave(
      bytes.subarray(start + 1, start + ROW_BYTES),
      features.subarray(row * CHANNELS * PLANE_BYTES),
    );
  }
  return { numExamples, featureShape: [SIDE, SIDE, CHANNELS], features, labels };
};

const requireClass = (
  label: number,
  numClasses: number,
  place: { readonly file: string; readonly row: number },
): number => {
  if (label < numClasses) return label;
  throw badFormat(
    { ...place, column: 'label' },
    `found ${label}, expected a class from 0 to ${numClasses - 1}`,
  );
};

const interleave = (planes: Uint8Array, pixels: Uint8Array): void => {
  for (let channel = 0; channel < CHANNELS; channel++) {
    for (let pixel = 0; pixel < PLANE_BYTES; pixel++) {
      pixels[pixel * CHANNELS + channel] = planes[channel * PLANE_BYTES + pixel] as number;
    }
  }
};
