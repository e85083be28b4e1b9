import { z } from 'zod';
import { definePartitioner } from '../partition.ts';
import { parseSizes, partitionBySizes, partitionSizesSchema } from '../partition-by-sizes.ts';

/** Random shares of given sizes; examples beyond their sum are left out. */
export const sizePartitioner = definePartitioner({
  name: 'SizePartitioner',
  summary: 'Random shares of exactly the sizes that you give.',
  mayLeaveOut: true,
  params: z.object({ partitionSizes: partitionSizesSchema }),
  partition: ({ numExamples }, { partitionSizes }, seed) =>
    partitionBySizes(numExamples, parseSizes(partitionSizes, numExamples), seed),
});
