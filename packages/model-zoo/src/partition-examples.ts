import type { Seed } from '@tributary/fedavg';
import type { PartitionInput } from './partition.ts';
import { partitioners } from './partitioners/registry.generated.ts';
import type { Task } from './task.ts';

/**
 * Partitions as a task's or run's settings say: looks the partitioner up and checks its parameters.
 * @returns for each partition the indices of its examples, ascending.
 * @throws {RangeError} when there is no such partitioner or it cannot serve this data.
 * @throws {z.ZodError} when the parameters do not fit.
 */
export const partitionExamples = (
  { partitioner, params }: Task['partition'],
  input: PartitionInput,
  seed: Seed,
): Int32Array[] => {
  const entry = partitioners.get(partitioner);
  return entry.partition(input, entry.params.parse(params), seed);
};
