import { createRandom, deriveSeed, type Random } from '@tributary/fedavg';
import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import {
  definePartitioner,
  numPartitionsSchema,
  requireClasses,
  requireEnoughExamples,
} from '../partition.ts';
import { dirichlet } from '../sampling/dirichlet.ts';

const MAX_ATTEMPTS = 10;

/**
 * Splits each class by shares drawn from a Dirichlet distribution (Yurochkin et al. 2019, Hsu et
 * al. 2019). Draws anew, at most ten times, until every partition is large enough.
 */
export const dirichletPartitioner = definePartitioner({
  name: 'DirichletPartitioner',
  summary: 'Clients differ in their classes and sizes; the smaller alpha, the more.',
  params: z.object({
    numPartitions: numPartitionsSchema,
    alpha: z.number().positive().max(1e6).default(0.5).meta({
      title: 'Alpha',
      description: 'Concentration: 0.1 gives each client few classes, 100 nearly equal shares.',
    }),
    minPartitionSize: z.number().int().min(1).default(10).meta({
      title: 'Smallest partition',
      description: 'Shares are drawn again until every client has at least this many examples.',
    }),
  }),
  partition: (input, { numPartitions, alpha, minPartitionSize }, seed) => {
    const labels = requireClasses(input);
    requireEnoughExamples(input.numExamples, numPartitions * minPartitionSize);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const random = createRandom(deriveSeed(seed, 'dirichlet', attempt));
      const partitions = groupIndices(
        drawGroups(labels, random, { numPartitions, alpha }),
        numPartitions,
      );
      if (partitions.every(({ length }) => length >= minPartitionSize)) return partitions;
    }
    throw new RangeError(
      `${MAX_ATTEMPTS} draws left some partition below ${minPartitionSize} examples. Raise alpha (now ${alpha}), or lower the number or the smallest size of the partitions.`,
    );
  },
});

const drawGroups = (
  labels: Int32Array,
  random: Random,
  { numPartitions, alpha }: { readonly numPartitions: number; readonly alpha: number },
): Int32Array => {
  const groups = new Int32Array(labels.length);
  const numClasses = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  for (const ofClass of groupIndices(labels, numClasses)) {
    const shares = dirichlet(alpha, numPartitions, random);
    random.shuffle(ofClass);
    let share = 0;
    let position = 0;
    shares.forEach((part, partition) => {
      share += part;
      // The last bound is exact, whatever the rounding of the sum.
      const end =
        partition === numPartitions - 1 ? ofClass.length : Math.floor(share * ofClass.length);
      for (; position < end; position++) groups[ofClass[position] as number] = partition;
    });
  }
  return groups;
};
