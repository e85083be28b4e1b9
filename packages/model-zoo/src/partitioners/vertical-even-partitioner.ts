import { createRandom } from '@tributary/fedavg';
import { z } from 'zod';
import { definePartitioner, numPartitionsSchema } from '../partition.ts';
import { splitEvenly } from '../sampling/split-evenly.ts';

/**
 * Deals a table's shuffled columns evenly, as vertical federations have them: everybody knows the same
 * people, each something else about them. The labels are in no partition.
 */
export const verticalEvenPartitioner = definePartitioner({
  name: 'VerticalEvenPartitioner',
  summary: 'Every client gets an equal share of the columns of all examples.',
  axis: 'columns',
  params: z.object({
    numPartitions: numPartitionsSchema.unwrap().default(2).meta({
      title: 'Partitions',
      description: 'How many clients the columns are divided among.',
    }),
  }),
  partition: ({ featureShape }, { numPartitions }, seed) => {
    const [numColumns, ...more] = featureShape ?? [];
    if (numColumns === undefined || more.length > 0) {
      throw new RangeError(
        'These examples are not rows of a table, so they have no columns to divide. Choose the IidPartitioner.',
      );
    }
    if (numColumns < numPartitions) {
      throw new RangeError(
        `${numColumns} columns are too few for ${numPartitions} partitions. Make fewer partitions.`,
      );
    }
    const columns = Int32Array.from({ length: numColumns }, (_, column) => column);
    createRandom(seed).shuffle(columns);
    return splitEvenly(columns, numPartitions).map((indices) => indices.sort());
  },
});
