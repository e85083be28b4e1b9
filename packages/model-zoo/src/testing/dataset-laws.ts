import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, Examples, FileSource } from '../dataset.ts';

/** What every data set promises, checked on both of its halves. */
export const datasetLaws = (dataset: Dataset, openSource: () => Promise<FileSource>): void => {
  describe(dataset.name, () => {
    let halves: readonly Examples[] = [];
    beforeAll(async () => {
      const source = await openSource();
      halves = await Promise.all([dataset.loadTrain(source), dataset.loadTest(source)]);
    });

    it('has a train and a test half of the shape that it states', () => {
      expect(halves).toHaveLength(2);
      const size = dataset.featureShape.reduce((total, length) => total * length, 1);
      for (const { numExamples, featureShape, features, labels, naturalIds } of halves) {
        expect(numExamples).toBeGreaterThan(0);
        expect(featureShape).toEqual(dataset.featureShape);
        expect(features.length).toBe(numExamples * size);
        expect([numExamples, numExamples * size]).toContain(labels.length);
        expect(naturalIds?.length ?? numExamples).toBe(numExamples);
      }
    });

    it('labels its examples with every class and with nothing else', () => {
      expect(dataset.classNames).toHaveLength(dataset.numClasses);
      const classes = Array.from({ length: dataset.numClasses }, (_, index) => index);
      for (const { labels } of halves) {
        expect([...new Set(labels)].sort((a, b) => a - b)).toEqual(classes);
      }
    });

    it('has natural ids only if it says what they stand for', () => {
      if (dataset.naturalUnit !== undefined) return;
      for (const { naturalIds } of halves) expect(naturalIds).toBeUndefined();
    });

    it('has features that differ and are finite', () => {
      for (const { features } of halves) {
        expect(features instanceof Uint8Array || features.every(Number.isFinite)).toBe(true);
        expect(new Set(features.subarray(0, 1000)).size).toBeGreaterThan(1);
      }
    });

    it('has token indices where it says that its examples are tokens, and nowhere else', () => {
      for (const { features } of halves) {
        expect(features instanceof Int32Array).toBe(dataset.featureKind === 'tokens');
      }
    });
  });
};
