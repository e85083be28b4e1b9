import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, Examples } from '../dataset.ts';
import { readSpeeches } from '../formats/read-speeches.ts';
import { openDataset } from '../node/data-source.ts';

const dataDir =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

interface Data {
  readonly train: Examples;
  readonly test: Examples;
  readonly dataset: Dataset;
}

/** How often each value occurs, in ascending order of the values. */
const countOf = (values: Iterable<number>): number[] => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([, count]) => count);
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The values of one column, of both halves. */
const columnOf = (halves: readonly Examples[], column: number): number[] =>
  halves.flatMap(({ features, featureShape: [width = 1] }) =>
    Array.from(features).filter((_, at) => at % width === column),
  );

const idsOf = ({ naturalIds = new Int32Array() }: Examples): number[] => [...naturalIds];

/** Where counts of classes or ids come from, the README of the data or UCI's `.names` files. */
describe.skipIf(!existsSync(dataDir))('as published', () => {
  const withData = (name: string, check: (data: Data) => void) =>
    describe(name, () => {
      let data: Data;
      beforeAll(async () => {
        const { dataset, source } = await openDataset(name, { dataDir, offline: true });
        const [train, test] = [await dataset.loadTrain(source), await dataset.loadTest(source)];
        data = { train, test, dataset };
      });
      it('has the published counts', () => check(data));
    });

  withData('cifar-10', ({ train, test }) => {
    expect(countOf(train.labels)).toEqual([1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981]);
    expect(countOf(test.labels)).toEqual([103, 89, 100, 103, 90, 86, 112, 102, 106, 109]);
    // The first training picture, a frog, begins with this pixel in every edition of CIFAR-10.
    expect([train.labels[0], ...train.features.subarray(0, 3)]).toEqual([6, 59, 62, 63]);
  });

  withData('rt-polarity', ({ train, test }) => {
    expect(countOf([...train.labels, ...test.labels])).toEqual([5331, 5331]);
    expect(countOf(test.labels)).toEqual([1066, 1066]);
  });

  withData('sentiment-3-domains', ({ train, test }) => {
    expect(countOf([...idsOf(train), ...idsOf(test)])).toEqual([1000, 1000, 1000]);
    expect(countOf([...train.labels, ...test.labels])).toEqual([1500, 1500]);
    expect(countOf(idsOf(test).map((id, row) => 2 * id + (test.labels[row] ?? 0)))).toEqual(
      Array(6).fill(100),
    );
  });

  withData('heart-disease', ({ train, test, dataset }) => {
    const halves = [train, test];
    const ids = halves.flatMap(idsOf);
    const labels = halves.flatMap((half) => [...half.labels]);
    expect(countOf(ids)).toEqual([303, 294, 123, 200]);
    expect(countOf(ids.map((id, row) => 2 * id + (labels[row] ?? 0)))).toEqual([
      164, 139, 188, 106, 8, 115, 51, 149,
    ]);
    expect(countOf(idsOf(test))).toEqual([101, 98, 41, 67]);
    const missing = [0, 0, 0, 0];
    dataset.columns?.forEach(({ kind }, column) => {
      columnOf(halves, column).forEach((value, row) => {
        const hospital = ids[row] ?? 0;
        if (kind === 'number' ? Number.isNaN(value) : value === 0) {
          missing[hospital] = (missing[hospital] ?? 0) + 1;
        }
      });
    });
    expect(missing).toEqual([6, 782, 273, 698]);
  });

  withData('adult', ({ train, test, dataset }) => {
    expect(countOf(train.labels)).toEqual([24_720, 7_841]);
    expect(countOf(test.labels)).toEqual([12_435, 3_846]);
    expect(countOf(idsOf(train)).slice(0, 2)).toEqual([1843, 928]);
    const country = dataset.columns?.findIndex(({ name }) => name === 'native-country') ?? -1;
    expect(countOf(columnOf([train], country)).slice(0, 3)).toEqual([583, 29_170, 19]);
  });

  withData('breast-cancer', ({ train, test }) => {
    expect(countOf([...train.labels, ...test.labels])).toEqual([357, 212]);
    expect(test.numExamples).toBe(113);
  });

  withData('optdigits', ({ train, test }) => {
    expect(countOf(train.labels)).toEqual([376, 389, 380, 389, 387, 376, 377, 387, 380, 382]);
    expect(countOf(test.labels)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    expect(Math.max(...train.features.subarray(0, 6400))).toBe(1);
  });

  withData('bike-sharing', ({ train, test }) => {
    // Kaggle's training file has the first 19 days of each month, 10,886 hours.
    expect([train.numExamples, test.numExamples]).toEqual([10_886, 17_379 - 10_886]);
    expect(100 * sumOf([...train.labels, ...test.labels])).toBeCloseTo(3_292_679, 0);
    expect(countOf([...idsOf(train), ...idsOf(test)])).toEqual([4242, 4409, 4496, 4232]);
  });

  withData('california-housing', ({ train, test }) => {
    const halves = [train, test];
    expect(countOf(halves.flatMap(idsOf))).toEqual([9136, 6551, 2658, 2290, 5]);
    expect(columnOf(halves, 4).filter(Number.isNaN)).toHaveLength(207);
    const mean = sumOf(halves.flatMap(({ labels }) => [...labels])) / 20_640;
    expect(mean).toBeCloseTo(2.06856, 4);
  });

  withData('activity', ({ train, test }) => {
    expect(countOf(train.labels)).toEqual([1226, 1073, 987, 1293, 1423, 1413]);
    expect(countOf(test.labels)).toEqual([496, 471, 420, 508, 556, 545]);
    expect(new Set([...idsOf(train), ...idsOf(test)]).size).toBe(30);
    expect([...new Set(idsOf(test))]).toEqual([2, 4, 9, 10, 12, 13, 18, 20, 24]);
    // Whoever stands still feels about one g, along the axis of the body.
    const standing = Array.from(train.features.subarray(0, 768)).filter((_, at) => at % 6 === 0);
    expect(sumOf(standing) / 128).toBeCloseTo(1, 1);
  });

  withData('shakespeare', ({ train, test, dataset }) => {
    expect(new Set(train.naturalIds)).toEqual(new Set(Array(99).keys()));
    expect(new Set(test.naturalIds)).toEqual(new Set(train.naturalIds));
    expect([train.numExamples, test.numExamples]).toEqual([9123, 2248]);
    expect(new Set(dataset.classNames).size).toBe(65);
    const textOf = (tokens: Int32Array | Uint8Array | Float32Array) =>
      Array.from(tokens.subarray(0, 80), (token) => dataset.classNames[token]).join('');
    const first = textOf(train.features);
    expect(first.startsWith('Before we proceed any further, hear me speak.\nYou are all')).toBe(
      true,
    );
    expect(textOf(train.labels as Int32Array).startsWith(first.slice(1))).toBe(true);
  });
});

describe.skipIf(!existsSync(dataDir))('tinyshakespeare', () => {
  it('has 299 speakers who say anything', async () => {
    const { source } = await openDataset('shakespeare', { dataDir, offline: true });
    const file = 'tinyshakespeare-input.txt.gz';
    const speakers = readSpeeches(await source(file), file);
    expect(speakers.filter(({ text }) => text !== '')).toHaveLength(299);
  });
});
