import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, Examples, FileSource } from '../dataset.ts';
import { inputSize } from '../model-input.ts';

/** What every data set promises, checked on both of its halves. */
export const datasetLaws = (dataset: Dataset, openSource: () => Promise<FileSource>): void => {
  describe(dataset.name, () => {
    let halves: readonly Examples[] = [];
    beforeAll(async () => {
      const source = await openSource();
      halves = await Promise.all([dataset.loadTrain(source), dataset.loadTest(source)]);
    });

    it('has a train and a test half of the size and shape that it states', () => {
      const { train, test } = dataset.size;
      expect(halves.map(({ numExamples }) => numExamples)).toEqual([train, test]);
      const size = inputSize(dataset);
      for (const { numExamples, featureShape, features, labels, naturalIds } of halves) {
        expect(featureShape).toEqual(dataset.featureShape);
        expect(features.length).toBe(numExamples * size);
        expect([numExamples, numExamples * size]).toContain(labels.length);
        expect(naturalIds?.length ?? numExamples).toBe(numExamples);
      }
    });

    it('has labels of the kind that it states', () => {
      expect(dataset.classNames).toHaveLength(dataset.numClasses);
      for (const examples of halves) labelLaw(dataset, examples);
    });

    it('has natural ids only if it says what they stand for, and names for all or none', () => {
      const { naturalUnit, naturalNames } = dataset;
      for (const { naturalIds } of halves) {
        if (naturalUnit === undefined) expect(naturalIds).toBeUndefined();
        if (naturalNames) expect(naturalIds?.every((id) => id in naturalNames)).toBe(true);
      }
    });

    it('has features that differ, and are finite unless it says that numbers may be missing', () => {
      let missing = 0;
      for (const { features } of halves) {
        const counted = countStrange(features);
        expect(counted.infinite).toBe(0);
        missing += counted.missing;
        expect(new Set(features.subarray(0, 1000)).size).toBeGreaterThan(1);
      }
      expect(missing > 0).toBe(dataset.missing ?? false);
    });

    it('has token indices or code points where it says so, and nowhere else', () => {
      const { featureKind = 'numbers' } = dataset;
      for (const { features } of halves) {
        expect(features instanceof Int32Array).toBe(featureKind !== 'numbers');
        if (featureKind === 'tokens') {
          const count = dataset.vocabularySize ?? dataset.numClasses;
          expect(features.every((token) => token >= 0 && token < count)).toBe(true);
        }
        if (featureKind === 'text') textLaw(features, inputSize(dataset));
      }
    });

    it('has the columns that it states, within their ranges and categories', () => {
      const { columns, categories } = dataset;
      if (columns === undefined) {
        expect(categories).toBeUndefined();
        return;
      }
      expect(dataset.featureShape).toEqual([columns.length]);
      const counts = columns.map((column) =>
        column.kind === 'category' ? column.categories.length : 0,
      );
      expect(categories ?? counts.map(() => 0)).toEqual(counts);
      for (const examples of halves) columnLaw(dataset, examples);
    });
  });
};

/** A plain loop: some data sets have tens of millions of numbers. */
const countStrange = (features: Examples['features']) => {
  let missing = 0;
  let infinite = 0;
  if (!(features instanceof Float32Array)) return { missing, infinite };
  for (const value of features) {
    if (Number.isNaN(value)) missing++;
    else if (!Number.isFinite(value)) infinite++;
  }
  return { missing, infinite };
};

const labelLaw = ({ numClasses, target }: Dataset, { numExamples, labels }: Examples): void => {
  if (target === 'number') {
    expect(numClasses).toBe(1);
    expect(labels).toBeInstanceOf(Float32Array);
    expect(labels).toHaveLength(numExamples);
    expect(labels.every(Number.isFinite)).toBe(true);
    expect(new Set(labels).size).toBeGreaterThan(2);
    return;
  }
  expect(labels).toBeInstanceOf(Int32Array);
  const found = [...new Set(labels)].sort((a, b) => a - b);
  const classes = Array.from({ length: numClasses }, (_, index) => index);
  // A rare token may come after no other in one of the halves; every class of examples is in both.
  if (labels.length === numExamples) expect(found).toEqual(classes);
  else expect(classes).toEqual(expect.arrayContaining(found));
};

/** Every text has characters, all of Unicode, and zeros only after them. */
const textLaw = (features: Examples['features'], length: number): void => {
  let broken = 0;
  for (let start = 0; start < features.length; start += length) {
    const text = features.subarray(start, start + length);
    const end = text.indexOf(0);
    const characters = end < 0 ? text : text.subarray(0, end);
    const isWhole =
      characters.length > 0 && characters.every((code) => code > 0 && code < 0x110000);
    if (!isWhole || (end >= 0 && text.subarray(end).some((code) => code !== 0))) broken++;
  }
  expect(broken).toBe(0);
};

const columnLaw = ({ columns = [] }: Dataset, { features, numExamples }: Examples): void => {
  columns.forEach((column, at) => {
    const values = Array.from(
      { length: numExamples },
      (_, row) => features[row * columns.length + at] as number,
    );
    const strays = values.filter((value) => {
      if (column.kind === 'category') {
        return !(Number.isInteger(value) && value >= 0 && value <= column.categories.length);
      }
      return value < column.range[0] || value > column.range[1];
    });
    expect({ column: column.name, strays }).toEqual({ column: column.name, strays: [] });
  });
};
