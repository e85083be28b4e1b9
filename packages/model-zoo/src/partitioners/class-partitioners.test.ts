import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { dirichletPartitioner } from './dirichlet-partitioner.ts';
import { distributionPartitioner } from './distribution-partitioner.ts';
import { innerDirichletPartitioner } from './inner-dirichlet-partitioner.ts';
import { pathologicalPartitioner } from './pathological-partitioner.ts';

const random = createRandom(1);
const labels = Int32Array.from({ length: 6000 }, () => random.integer(10));
const input = { numExamples: 6000, labels };

const countsOf = (indices: Int32Array): number[] => {
  const counts = Array<number>(10).fill(0);
  for (const i of indices)
    counts[labels[i] as number] = (counts[labels[i] as number] as number) + 1;
  return counts;
};
const classesOf = (indices: Int32Array) =>
  countsOf(indices).flatMap((count, ofClass) => (count > 0 ? [ofClass] : []));
const totals = countsOf(Int32Array.from(labels.keys()));

/** Mean share of a partition's largest class: 0.1 when even, 1 when each has one class. */
const skewOf = (partitions: readonly Int32Array[]): number =>
  partitions.reduce((sum, part) => sum + Math.max(...countsOf(part)) / part.length, 0) /
  partitions.length;

describe('DirichletPartitioner', () => {
  const sizesOf = (parts: readonly Int32Array[]) => parts.map(({ length }) => length);
  const partition = (
    changes: Partial<Parameters<typeof dirichletPartitioner.partition>[1]>,
    seed = 2,
  ) =>
    dirichletPartitioner.partition(
      input,
      { numPartitions: 20, alpha: 0.5, minPartitionSize: 1, selfBalancing: false, ...changes },
      seed,
    );

  it('skews more the smaller alpha is', () => {
    const skew = (alpha: number) => skewOf(partition({ alpha }, 4));
    expect(skew(0.1)).toBeGreaterThan(0.45);
    expect(skew(1)).toBeGreaterThan(0.2);
    expect(skew(1)).toBeLessThan(0.4);
    expect(skew(1e4)).toBeLessThan(0.13);
  });

  it('keeps the smallest size, or says what to change', () => {
    const sizes = sizesOf(partition({ minPartitionSize: 100 }));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(100);
    expect(() => partition({ alpha: 0.01, minPartitionSize: 250 }, 1)).toThrow(/Raise alpha/);
  });

  it('gives who has more than the mean nothing of later classes, when the sizes are to be balanced', () => {
    const parts = partition({ selfBalancing: true });
    expect(sizesOf(parts).reduce((a, b) => a + b)).toBe(6000);
    for (const part of parts) {
      const counts = countsOf(part);
      const last = counts.findLastIndex((count) => count > 0);
      const before = counts.slice(0, last).reduce((a, b) => a + b, 0);
      expect(before).toBeLessThanOrEqual(6000 / 20);
    }
    expect(Math.max(...sizesOf(parts))).toBeLessThan(Math.max(...sizesOf(partition({}))));
  });

  it('draws the first class alike either way', () => {
    const [balanced, free] = [true, false].map((selfBalancing) =>
      partition({ selfBalancing }).map((part) => [...part].filter((index) => labels[index] === 0)),
    );
    expect(balanced).toEqual(free);
  });
});

describe('InnerDirichletPartitioner', () => {
  const sizes = Array<number>(30).fill(200);
  const partition = (alpha: number, partitionSizes = sizes.join(',')) =>
    innerDirichletPartitioner.partition(input, { partitionSizes, alpha }, 4);
  const skew = (alpha: number) => skewOf(partition(alpha));

  it('keeps to the sizes, even when they use up the data', () => {
    expect(partition(0.01).map(({ length }) => length)).toEqual(sizes);
    expect(partition(0.5, '1, 5000, 70').map(({ length }) => length)).toEqual([1, 5000, 70]);
  });

  it('skews more the smaller alpha is', () => {
    expect(skew(0.1)).toBeGreaterThan(0.5);
    expect(skew(1)).toBeGreaterThan(0.2);
    expect(skew(1)).toBeLessThan(0.4);
    expect(skew(1e4)).toBeLessThan(0.16);
  });
});

describe('PathologicalPartitioner', () => {
  const partition = (
    classAssignmentMode: 'random' | 'deterministic' | 'first-deterministic',
    numPartitions = 20,
  ) =>
    pathologicalPartitioner.partition(
      input,
      { numPartitions, numClassesPerPartition: 3, classAssignmentMode },
      7,
    );

  it.each(['random', 'deterministic', 'first-deterministic'] as const)(
    'gives every partition exactly so many classes (%s)',
    (mode) => {
      expect(partition(mode).map((part) => classesOf(part).length)).toEqual(Array(20).fill(3));
    },
  );

  it('deals classes in turn, all of them or the first', () => {
    partition('deterministic').forEach((part, p) => {
      const expected = [p % 10, (p + 1) % 10, (p + 2) % 10];
      expect(classesOf(part)).toEqual(expected.sort((a, b) => a - b));
    });
    partition('first-deterministic').forEach((part, p) => {
      expect(classesOf(part)).toContain(p % 10);
    });
  });

  it('splits a class evenly among those who have it', () => {
    const shares = partition('deterministic').map((part) => countsOf(part)[4] as number);
    const [least = 0, ...more] = shares.filter((share) => share > 0).sort((a, b) => a - b);
    expect(more).toHaveLength(5);
    expect((more.at(-1) as number) - least).toBeLessThanOrEqual(1);
  });

  it('leaves out the classes that nobody is given, and nothing else', () => {
    const counts = partition('deterministic', 2).map(countsOf);
    const used = totals.map(
      (_, ofClass) => (counts[0]?.[ofClass] ?? 0) + (counts[1]?.[ofClass] ?? 0),
    );
    expect(used).toEqual(totals.map((total, ofClass) => (ofClass < 4 ? total : 0)));
  });

  it('counts only the classes that there are', () => {
    const gaps = {
      numExamples: 40,
      labels: Int32Array.from({ length: 40 }, (_, i) => 5 * (i % 2)),
    };
    const params = {
      numPartitions: 2,
      numClassesPerPartition: 3,
      classAssignmentMode: 'random' as const,
    };
    expect(() => pathologicalPartitioner.partition(gaps, params, 1)).toThrow(/has 2 classes/);
  });
});

describe('DistributionPartitioner', () => {
  const params = distributionPartitioner.params.parse({ numPartitions: 20 });
  const partition = (changes: Partial<typeof params>) =>
    distributionPartitioner.partition(input, { ...params, ...changes }, 5);

  // The example in Flower's documentation: class 0 goes to 0, 9, 10, 19, class 1 to 0, 1, 10, 11.
  it('gives partition p the classes p, p + 1, …, each at least so many examples', () => {
    const partitions = partition({});
    partitions.forEach((part, p) => {
      expect(classesOf(part)).toEqual([p % 10, (p + 1) % 10].sort((a, b) => a - b));
      expect(Math.min(...countsOf(part).filter((count) => count > 0))).toBeGreaterThanOrEqual(5);
    });
    expect(partitions.reduce((sum, { length }) => sum + length, 0)).toBe(6000);
  });

  it('draws shares that are the more unequal the larger their spread', () => {
    const largest = (sigma: number) =>
      Math.max(...partition({ sigma }).map(({ length }) => length));
    expect(largest(0)).toBeLessThan(340);
    expect(largest(2)).toBeGreaterThan(600);
  });

  it('follows a table of shares', () => {
    const distributionArray = Array(10).fill('1, 1, 2, 4').join(';');
    const part = partition({ distributionArray, preassignedNumSamplesPerLabel: 0 })[19];
    // Class 0 is shared by the partitions 0, 9, 10 and 19: the last has a half, but for the rounding.
    expect(
      Math.abs((countsOf(part as Int32Array)[0] as number) - (totals[0] as number) / 2),
    ).toBeLessThan(4);
  });

  it('takes a table of numbers as it is and leaves out the rest', () => {
    const table = Array.from({ length: 10 }, (_, ofClass) => [10, 20, 30, ofClass]);
    const parsed = distributionPartitioner.params.parse({
      numPartitions: 20,
      distributionArray: table,
      rescale: false,
    });
    const counts = distributionPartitioner.partition(input, parsed, 5).map(countsOf);
    expect([0, 9, 10, 19].map((p) => counts[p]?.[0])).toEqual([10, 20, 30, 0]);
    expect([5, 6, 15, 16].map((p) => counts[p]?.[6])).toEqual([10, 20, 30, 6]);
  });

  it('refuses a table of more examples than a class has', () => {
    const distributionArray = Array(10).fill('1, 1, 1, 5999').join(';');
    expect(() => partition({ distributionArray, rescale: false })).toThrow(/Lower the numbers/);
  });
});
