import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { PartitionInput } from '../partition.ts';
import {
  type PartitionerLawOptions,
  partitionerLaws,
  type Refusal,
} from '../testing/partitioner-laws.ts';
import { dirichletPartitioner } from './dirichlet-partitioner.ts';
import { iidPartitioner } from './iid-partitioner.ts';
import { naturalIdPartitioner } from './natural-id-partitioner.ts';
import { partitioners } from './registry.generated.ts';
import { shardPartitioner } from './shard-partitioner.ts';

type Setting = PartitionerLawOptions<z.ZodObject>;

const labelled = (labels: PartitionInput['labels']) => ({ labels });
const tooMany = (numPartitions = 3001): Refusal => ({
  what: 'more partitions than examples',
  params: { numPartitions },
  remedy: /Make fewer/,
});
const noClasses: readonly Refusal[] = [
  {
    what: 'numbers to be predicted',
    input: labelled(new Float32Array(3000)),
    remedy: /Choose the ContinuousPartitioner/,
  },
  {
    what: 'a label for each position',
    input: labelled(new Int32Array(6000)),
    remedy: /Choose the IidPartitioner/,
  },
];
const nobody: Refusal = {
  what: 'data that does not say who made it',
  input: { naturalIds: undefined },
  remedy: /Give it its file of ids, or use IidPartitioner/,
};
const oversized: Refusal = {
  what: 'sizes beyond the data',
  params: { partitionSizes: '3000, 1' },
  remedy: /add up to 3001.*Lower some/,
};

const settings: Record<string, Setting> = {
  IidPartitioner: { params: { numPartitions: 7 }, random: true, refuses: [tooMany()] },
  DirichletPartitioner: {
    params: { numPartitions: 20, alpha: 0.3 },
    random: true,
    refuses: [tooMany(), ...noClasses],
  },
  InnerDirichletPartitioner: {
    params: { partitionSizes: '500, 20, 1200, 280', alpha: 0.3 },
    random: true,
    refuses: [oversized, ...noClasses],
  },
  ShardPartitioner: {
    params: { numPartitions: 30 },
    random: true,
    refuses: [tooMany(1501), ...noClasses],
  },
  PathologicalPartitioner: {
    params: { numPartitions: 25, numClassesPerPartition: 3 },
    random: true,
    refuses: [
      tooMany(),
      ...noClasses,
      {
        what: 'more classes than there are',
        params: { numClassesPerPartition: 11 },
        remedy: /Lower the classes per client/,
      },
      {
        what: 'more owners of a class than it has examples',
        params: { numPartitions: 2900, numClassesPerPartition: 2 },
        remedy: /Make fewer partitions, lower the classes/,
      },
    ],
  },
  DistributionPartitioner: {
    params: { numPartitions: 20 },
    random: true,
    refuses: [
      ...noClasses,
      {
        what: 'partitions that the classes do not divide',
        params: { numPartitions: 25 },
        remedy: /no multiple of the 10 classes\. Make 30/,
      },
      {
        what: 'more classes than there are',
        params: { numUniqueLabelsPerPartition: 11 },
        remedy: /Lower the classes per client/,
      },
      {
        what: 'too many examples beforehand',
        params: { preassignedNumSamplesPerLabel: 100 },
        remedy: /Lower the examples beforehand/,
      },
      {
        what: 'a table with too few rows',
        params: { distributionArray: '1, 2, 3, 4' },
        remedy: /has 1 rows\. Give 10 rows of 4 numbers/,
      },
      {
        what: 'a row with something else than numbers',
        params: { distributionArray: Array(10).fill('1, 2, , 4').join(';') },
        remedy: /Row 1 .* Give 10 rows of 4 numbers/,
      },
    ],
  },
  LinearPartitioner: {
    params: { numPartitions: 12 },
    random: true,
    refuses: [tooMany(), { ...tooMany(2000), what: 'a first partition of nothing' }],
  },
  SquarePartitioner: {
    params: { numPartitions: 12 },
    random: true,
    refuses: [tooMany(), { ...tooMany(100), what: 'a first partition of nothing' }],
  },
  ExponentialPartitioner: {
    params: { numPartitions: 7 },
    random: true,
    refuses: [tooMany(), { ...tooMany(2000), what: 'a first partition of nothing' }],
  },
  SizePartitioner: {
    params: { partitionSizes: [5, 1000, 300] },
    random: true,
    refuses: [oversized],
  },
  NaturalIdPartitioner: { params: {}, random: false, refuses: [nobody] },
  GroupedNaturalIdPartitioner: {
    params: { groupSize: 7 },
    random: false,
    refuses: [
      nobody,
      {
        what: 'people who do not fill their groups, in strict mode',
        params: { mode: 'strict' },
        remedy: /leave 5 over\. Choose a group size that divides/,
      },
      {
        what: 'a group larger than the crowd',
        params: { groupSize: 41, mode: 'allow-bigger' },
        remedy: /Lower the group size/,
      },
    ],
  },
  ContinuousPartitioner: {
    params: { numPartitions: 9, column: 4 },
    random: true,
    refuses: [
      tooMany(),
      { what: 'a number that is none', params: { column: 0 }, remedy: /Choose a column from 1/ },
      {
        what: 'a column that is not there',
        params: { column: 13 },
        remedy: /Choose one from 1 to 12/,
      },
      {
        what: 'a column with gaps',
        input: { features: new Float32Array(36_000).fill(Number.NaN) },
        remedy: /Choose another column/,
      },
      {
        what: 'a column without differences',
        input: { features: new Float32Array(36_000).fill(3) },
        remedy: /Choose another column, or set strictness to 0/,
      },
    ],
  },
  VerticalEvenPartitioner: {
    params: { numPartitions: 5 },
    random: true,
    refuses: [
      { what: 'more partitions than columns', params: { numPartitions: 13 }, remedy: /Make fewer/ },
      { what: 'pictures', input: { featureShape: [3, 4] }, remedy: /Choose the IidPartitioner/ },
    ],
  },
};

for (const partitioner of partitioners.entries) {
  const setting = settings[partitioner.name];
  if (!setting) throw new Error(`Say here how to test ${partitioner.name}.`);
  partitionerLaws(partitioner, setting);
}

const random = createRandom(1);
const labels = Int32Array.from({ length: 6000 }, () => random.integer(10));
const input = { numExamples: 6000, labels };
const classesOf = (indices: Int32Array) => new Set(indices.map((i) => labels[i] as number)).size;

describe('IidPartitioner', () => {
  it('makes sizes that differ by at most one', () => {
    const sizes = iidPartitioner.partition(input, { numPartitions: 7 }, 1).map((p) => p.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBe(1);
  });

  it('refuses more partitions than examples', () => {
    expect(() => iidPartitioner.partition(input, { numPartitions: 6001 }, 1)).toThrow(/too few/);
  });
});

describe('ShardPartitioner', () => {
  it('gives most clients two classes and all the same number of examples', () => {
    const params = { numPartitions: 100, shardsPerPartition: 2 };
    const partitions = shardPartitioner.partition(input, params, 1);
    expect(partitions.every(({ length }) => length === 60)).toBe(true);
    // A shard of 30 may straddle the border between two of the ten classes.
    expect(Math.max(...partitions.map(classesOf))).toBeLessThanOrEqual(4);
    expect(partitions.filter((p) => classesOf(p) <= 2).length).toBeGreaterThan(80);
  });
});

describe('NaturalIdPartitioner', () => {
  it('orders partitions by ascending id', () => {
    const naturalIds = Int32Array.of(30, -1, 30, 7);
    const people = { numExamples: 4, labels: new Int32Array(4), naturalIds };
    expect(naturalIdPartitioner.partition(people, {}, 1)).toEqual([
      Int32Array.of(1),
      Int32Array.of(3),
      Int32Array.of(0, 2),
    ]);
  });

  it('names the remedy when the data has no natural ids', () => {
    expect(() => naturalIdPartitioner.partition(input, {}, 1)).toThrow(/IidPartitioner/);
  });
});

describe('examples with a label for each position', () => {
  const text = {
    numExamples: 40,
    labels: Int32Array.from({ length: 120 }, (_, position) => position % 5),
    naturalIds: Int32Array.from({ length: 40 }, (_, example) => example % 4),
  };
  const whole = (partitions: Int32Array[]) =>
    partitions.flatMap((indices) => [...indices]).sort((a, b) => a - b);

  it('are dealt evenly and by their natural ids', () => {
    const all = Array.from({ length: 40 }, (_, example) => example);
    expect(whole(iidPartitioner.partition(text, { numPartitions: 4 }, 1))).toEqual(all);
    expect(whole(naturalIdPartitioner.partition(text, {}, 1))).toEqual(all);
  });

  it('are not divided by class', () => {
    const dirichlet = { numPartitions: 4, alpha: 1, minPartitionSize: 1, selfBalancing: false };
    expect(() => dirichletPartitioner.partition(text, dirichlet, 1)).toThrow(/IidPartitioner/);
    const shards = { numPartitions: 4, shardsPerPartition: 2 };
    expect(() => shardPartitioner.partition(text, shards, 1)).toThrow(/IidPartitioner/);
  });
});
