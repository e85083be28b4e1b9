import type { PartitionInput } from './partition.ts';

/**
 * Who made each example.
 * @throws {RangeError} when the data does not say.
 */
export const requireNaturalIds = ({ naturalIds }: PartitionInput): Int32Array => {
  if (naturalIds === undefined) {
    throw new RangeError(
      'This data does not say who made each example, so it cannot be split by natural id. Give it its file of ids, or use IidPartitioner.',
    );
  }
  return naturalIds;
};
