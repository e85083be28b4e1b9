import { z } from 'zod';
import { definePartitioner, numPartitionsSchema, requireEnoughExamples } from '../partition.ts';
import { partitionBySizes, sizesByWeight } from '../partition-by-sizes.ts';

/** Sizes in the proportion e : e² : e³ : …; the last partition gets what the rounding leaves. */
export const exponentialPartitioner = definePartitioner({
  name: 'ExponentialPartitioner',
  summary:
    'Random shares whose sizes grow exponentially: each client has 2.7 times the one before.',
  params: z.object({
    // e¹¹ is 60,000: no data set is large enough for the 100 of the others.
    numPartitions: numPartitionsSchema
      .unwrap()
      .default(8)
      .meta({ ...numPartitionsSchema.meta() }),
  }),
  partition: ({ numExamples }, { numPartitions }, seed) => {
    requireEnoughExamples(numExamples, numPartitions);
    // Relative to the largest, so that no power overflows.
    const weights = Array.from({ length: numPartitions }, (_, partition) =>
      Math.exp(partition + 1 - numPartitions),
    );
    return partitionBySizes(numExamples, sizesByWeight(numExamples, weights), seed);
  },
});
