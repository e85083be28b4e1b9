import type { PartitionCounts } from './partition-counts.ts';

/** The smallest, the middle and the largest of some numbers. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface PartitionSummary {
  readonly numPartitions: number;
  /** How many examples (or columns) the partitions have together. */
  readonly numUsed: number;
  readonly sizes: Spread;
  /** How many different groups (classes, bins) a partition has. */
  readonly groupsPerPartition: Spread;
}

/** What there is to say of a partition in a few numbers. */
export const summarisePartition = ({
  counts,
}: Pick<PartitionCounts, 'counts'>): PartitionSummary => {
  const sizes = counts.map(sumOf);
  return {
    numPartitions: counts.length,
    numUsed: sumOf(sizes),
    sizes: spreadOf(sizes),
    groupsPerPartition: spreadOf(counts.map((ofOne) => ofOne.filter((count) => count > 0).length)),
  };
};

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

/** The median of an even number of values is the mean of the two in the middle; of none, all is 0. */
const spreadOf = (values: readonly number[]): Spread => {
  const sorted = Float64Array.from(values).sort();
  const at = (rank: number): number => sorted[rank] ?? 0;
  const last = sorted.length - 1;
  return {
    min: at(0),
    median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
    max: at(last),
  };
};
