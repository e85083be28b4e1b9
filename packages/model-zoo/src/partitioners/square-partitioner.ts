import { z } from 'zod';
import { definePartitioner, numPartitionsSchema, requireEnoughExamples } from '../partition.ts';
import { partitionBySizes, sizesByWeight } from '../partition-by-sizes.ts';

/** Sizes in the proportion 1 : 4 : 9 : …; the last partition gets what the rounding leaves. */
export const squarePartitioner = definePartitioner({
  name: 'SquarePartitioner',
  summary: 'Random shares whose sizes grow with the square: 1, 4, 9 … parts of the examples.',
  params: z.object({ numPartitions: numPartitionsSchema }),
  partition: ({ numExamples }, { numPartitions }, seed) => {
    requireEnoughExamples(numExamples, numPartitions);
    const weights = Array.from({ length: numPartitions }, (_, partition) => (partition + 1) ** 2);
    return partitionBySizes(numExamples, sizesByWeight(numExamples, weights), seed);
  },
});
