import type { Dataset, Examples } from '../dataset.ts';
import type { Partitioner } from '../partition.ts';
import { binBorders, binNames, binOf } from './quantile-bins.ts';

/** How many of what each partition has: all that a picture of it needs. */
export interface PartitionCounts {
  /**
   * What is told apart: classes, bins of the number to be predicted, or nothing, where examples have a
   * label for each position or where columns are divided.
   */
  readonly kind: 'classes' | 'bins' | 'examples' | 'columns';
  /** What the groups are groups of, e.g. "Class". */
  readonly legend: string;
  /** In the order in which they are stacked. */
  readonly groups: readonly string[];
  /** [partition][group] */
  readonly counts: readonly (readonly number[])[];
}

/** How many bins a number to be predicted is sorted into. */
const NUM_BINS = 6;

/**
 * How many examples of each class every partition has.
 * @param labels [numExamples] in [0, numClasses)
 * @returns [partition][class]
 */
export const countByClass = (
  partitions: readonly Int32Array[],
  labels: ArrayLike<number>,
  numClasses: number,
): number[][] =>
  partitions.map((indices) => {
    const counts = Array<number>(numClasses).fill(0);
    for (const index of indices) {
      const label = labels[index] as number;
      counts[label] = (counts[label] as number) + 1;
    }
    return counts;
  });

/** Counts by what the examples have: a class, a number to be predicted or a label for each position. */
export const countPartition = (
  partitions: readonly Int32Array[],
  { numExamples, labels }: Pick<Examples, 'numExamples' | 'labels'>,
  {
    numClasses,
    classNames,
    axis,
  }: Pick<Dataset, 'numClasses' | 'classNames'> & Pick<Partitioner, 'axis'>,
): PartitionCounts => {
  const sizes = partitions.map(({ length }) => [length]);
  if (axis === 'columns') {
    return { kind: 'columns', legend: '', groups: ['Columns'], counts: sizes };
  }
  if (labels.length !== numExamples) {
    return { kind: 'examples', legend: '', groups: ['Examples'], counts: sizes };
  }
  if (labels instanceof Float32Array) {
    const borders = binBorders(labels, NUM_BINS);
    return {
      kind: 'bins',
      legend: classNames[0] ?? 'Number to be predicted',
      groups: binNames(borders),
      counts: countByClass(
        partitions,
        labels.map((value) => binOf(value, borders)),
        borders.length + 1,
      ),
    };
  }
  return {
    kind: 'classes',
    legend: 'Class',
    groups: Array.from({ length: numClasses }, (_, i) => classNames[i] ?? String(i)),
    counts: countByClass(partitions, labels, numClasses),
  };
};
