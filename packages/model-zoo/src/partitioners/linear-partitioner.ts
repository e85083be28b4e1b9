import { z } from 'zod';
import { definePartitioner, numPartitionsSchema, requireEnoughExamples } from '../partition.ts';
import { partitionBySizes, sizesByWeight } from '../partition-by-sizes.ts';

/** Sizes in the proportion 1 : 2 : 3 : …; the last partition gets what the rounding leaves. */
export const linearPartitioner = definePartitioner({
  name: 'LinearPartitioner',
  summary: 'Random shares whose sizes grow evenly: 1, 2, 3 … parts of the examples.',
  params: z.object({ numPartitions: numPartitionsSchema }),
  partition: ({ numExamples }, { numPartitions }, seed) => {
    requireEnoughExamples(numExamples, numPartitions);
    const weights = Array.from({ length: numPartitions }, (_, partition) => partition + 1);
    return partitionBySizes(numExamples, sizesByWeight(numExamples, weights), seed);
  },
});
