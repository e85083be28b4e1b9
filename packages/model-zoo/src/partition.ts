import type { Seed } from '@tributary/fedavg';
import { z } from 'zod';
import type { Examples } from './dataset.ts';

/** What a partitioner may look at. */
export type PartitionInput = Pick<Examples, 'numExamples' | 'labels' | 'naturalIds'> &
  Partial<Pick<Examples, 'featureShape' | 'features'>>;

/**
 * Divides a data set among clients, by Flower Datasets' names and meaning. Every example (or column)
 * lands in exactly one partition, or in at most one where the partitioner may leave some out; the same
 * input, parameters and seed give the same partitions.
 */
export interface Partitioner<Params extends z.ZodObject = z.ZodObject> {
  /** Flower's class name, e.g. `DirichletPartitioner`. */
  readonly name: string;
  readonly summary: string;
  readonly params: Params;
  /**
   * What is divided: whole examples (without it), or the columns of every example, as vertical
   * federations and split learning have them. Federated averaging needs whole examples.
   */
  readonly axis?: 'examples' | 'columns';
  /** Whether some settings leave examples to nobody, as sizes do that add up to less than the data. */
  readonly mayLeaveOut?: boolean;
  /** @returns for each partition the indices of its examples (or columns), ascending. */
  partition(input: PartitionInput, params: z.output<Params>, seed: Seed): Int32Array[];
}

export const definePartitioner = <Params extends z.ZodObject>(
  partitioner: Partitioner<Params>,
): Partitioner<Params> => partitioner;

/** The parameter that most partitioners share. */
export const numPartitionsSchema = z.number().int().min(1).max(100_000).default(100).meta({
  title: 'Partitions',
  description: 'How many clients the examples are divided among.',
});

/** @throws {RangeError} when there are too few examples for a division. */
export const requireEnoughExamples = (numExamples: number, needed: number): void => {
  if (numExamples < needed) {
    throw new RangeError(
      `${numExamples} examples are too few: these settings need ${needed}. Make fewer or smaller partitions.`,
    );
  }
};

/**
 * @param remedy what to change, as a sentence
 * @throws {RangeError} when some partition has no example.
 */
export const requireNoneEmpty = (partitions: Int32Array[], remedy: string): Int32Array[] => {
  const empty = partitions.findIndex(({ length }) => length === 0);
  if (empty >= 0) throw new RangeError(`Partition ${empty} would be empty. ${remedy}`);
  return partitions;
};

/**
 * The class of each example.
 * @throws {RangeError} when examples have a label for each position, or a number to be predicted, and
 * so are of no one class.
 */
export const requireClasses = ({ numExamples, labels }: PartitionInput): Int32Array => {
  if (labels instanceof Float32Array) {
    throw new RangeError(
      'These examples have a number to be predicted and no class, so they cannot be divided by class. Choose the ContinuousPartitioner, the IidPartitioner or the NaturalIdPartitioner.',
    );
  }
  if (labels.length !== numExamples) {
    throw new RangeError(
      'These examples have a label for each position, so they cannot be divided by class. Choose the IidPartitioner or the NaturalIdPartitioner.',
    );
  }
  return labels;
};
