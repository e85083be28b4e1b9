import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Examples, FileSource } from '../dataset.ts';
import { naturalIdPartitioner } from '../partitioners/natural-id-partitioner.ts';
import { syntheticDigits } from './synthetic-digits.ts';

const noFiles: FileSource = async (name) => {
  throw new Error(`synthetic digits asked for ${name}`);
};
const train = await syntheticDigits.loadTrain(noFiles);
const test = await syntheticDigits.loadTest(noFiles);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const image = ({ features }: Examples, row: number) =>
  Uint8Array.from(features.subarray(784 * row, 784 * (row + 1)));

describe('synthetic digits', () => {
  it('are the same on every machine', () => {
    expect(sha256(train.features as Uint8Array)).toBe(
      'd172c8809967b2e705749c11201860ad46e44d7ed0e48081edfc70b5529f496a',
    );
    expect(sha256(test.features as Uint8Array)).toBe(
      '4f0f6c8b6901136d3021c829ac19662efae836f7704a9077f2896903c76c3c6a',
    );
  });

  it('come from 120 writers, and from 20 others for the test', () => {
    const sizes = naturalIdPartitioner.partition(train, {}, 1).map(({ length }) => length);
    expect(sizes).toEqual(Array(120).fill(100));
    const seen = new Set(train.naturalIds);
    expect(new Set(test.naturalIds).size).toBe(20);
    expect(test.naturalIds?.some((id) => seen.has(id))).toBe(false);
  });

  it('never repeat an image', () => {
    const sums = Array.from({ length: train.numExamples }, (_, row) => sha256(image(train, row)));
    expect(new Set(sums).size).toBe(train.numExamples);
  });

  it('show ink inside and paper at the corners', () => {
    for (let row = 0; row < train.numExamples; row += 7) {
      const pixels = image(train, row);
      const dark = pixels.filter((grey) => grey > 100).length;
      expect(dark).toBeGreaterThan(12);
      expect(dark).toBeLessThan(300);
      expect(pixels[0]).toBeLessThan(40);
      expect(pixels[783]).toBeLessThan(40);
    }
  });

  it('can be told apart by their nearest class mean, but not well', () => {
    const accuracy = nearestMeanAccuracy(train, test);
    expect(accuracy).toBeGreaterThan(0.6);
    expect(accuracy).toBeLessThan(0.92);
  });
});

const nearestMeanAccuracy = (from: Examples, on: Examples): number => {
  const means = Array.from({ length: 10 }, () => new Float64Array(784));
  from.labels.forEach((label, row) => {
    const mean = means[label] as Float64Array;
    image(from, row).forEach((grey, i) => {
      mean[i] = (mean[i] as number) + grey / (from.numExamples / 10);
    });
  });
  const right = on.labels.filter((label, row) => {
    const pixels = image(on, row);
    const distances = means.map((mean) =>
      mean.reduce((sum, value, i) => sum + (value - (pixels[i] as number)) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances)) === label;
  });
  return right.length / on.numExamples;
};
