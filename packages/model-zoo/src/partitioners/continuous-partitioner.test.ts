import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { continuousPartitioner } from './continuous-partitioner.ts';

const random = createRandom(2);
const numExamples = 4000;
const features = Float32Array.from({ length: numExamples * 3 }, () => 50 + 9 * random.normal());
const labels = Float32Array.from(
  { length: numExamples },
  (_, i) => -(features[3 * i + 1] as number),
);
const input = { numExamples, labels, featureShape: [3], features };

const partition = (strictness: number, column = 2) =>
  continuousPartitioner.partition(input, { numPartitions: 10, column, strictness }, 6);
const meansOf = (partitions: readonly Int32Array[]) =>
  partitions.map(
    (indices) =>
      indices.reduce((sum, i) => sum + (features[3 * i + 1] as number), 0) / indices.length,
  );

describe('ContinuousPartitioner', () => {
  it('divides strictly by a column at 1: each partition ends where the next begins', () => {
    const values = partition(1).map((indices) =>
      [...indices].map((i) => features[3 * i + 1] as number),
    );
    for (let p = 1; p < 10; p++) {
      expect(Math.min(...(values[p] ?? []))).toBeGreaterThanOrEqual(
        Math.max(...(values[p - 1] ?? [])),
      );
    }
  });

  it('divides at random at 0, whatever the numbers are, and in between in between', () => {
    const spread = (strictness: number) => {
      const means = meansOf(partition(strictness));
      return Math.max(...means) - Math.min(...means);
    };
    expect(spread(0)).toBeLessThan(3);
    expect(spread(0.5)).toBeGreaterThan(2 * spread(0));
    expect(spread(1)).toBeGreaterThan(1.3 * spread(0.5));
    const gaps = { ...input, features: features.map(() => Number.NaN) };
    const params = { numPartitions: 10, column: 2, strictness: 0 };
    expect(continuousPartitioner.partition(gaps, params, 6)).toEqual(partition(0));
  });

  it('divides by the number to be predicted at column 0', () => {
    // The number here is the column's negative, so the order is the reverse.
    expect(meansOf(partition(1, 0))).toEqual(meansOf(partition(1)).reverse());
  });
});
