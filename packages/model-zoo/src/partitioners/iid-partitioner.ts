import { createRandom } from '@tributary/fedavg';
import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import { definePartitioner, numPartitionsSchema, requireEnoughExamples } from '../partition.ts';

/** Deals shuffled examples in turn, so that sizes differ by at most one. */
export const iidPartitioner = definePartitioner({
  name: 'IidPartitioner',
  summary: 'Every client gets an equal, random share of all examples.',
  params: z.object({ numPartitions: numPartitionsSchema }),
  partition: ({ numExamples }, { numPartitions }, seed) => {
    requireEnoughExamples(numExamples, numPartitions);
    const groups = Int32Array.from({ length: numExamples }, (_, i) => i % numPartitions);
    return groupIndices(createRandom(seed).shuffle(groups), numPartitions);
  },
});
