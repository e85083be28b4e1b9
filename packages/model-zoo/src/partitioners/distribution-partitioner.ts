import { createRandom, deriveSeed } from '@tributary/fedavg';
import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import {
  definePartitioner,
  numPartitionsSchema,
  requireClasses,
  requireNoneEmpty,
} from '../partition.ts';
import {
  distributionArraySchema,
  logNormalArray,
  parseDistribution,
  requireShape,
} from '../partition-distribution.ts';
import { sharesOfClass } from '../sampling/shares-of-class.ts';
import { shuffledByClass } from '../sampling/shuffled-by-class.ts';

/**
 * Partition p has the classes p, p + 1, … (beyond the last one from the first again), and a table says
 * how the examples of each class are shared among the partitions that have it. Without a table the
 * shares are log-normal, the power law of Li et al. 2020, "Federated Optimization in Heterogeneous
 * Networks".
 */
export const distributionPartitioner = definePartitioner({
  name: 'DistributionPartitioner',
  summary: 'A few neighbouring classes for each client, in shares by a power law or by your table.',
  mayLeaveOut: true,
  params: z.object({
    numPartitions: numPartitionsSchema.meta({
      title: 'Partitions',
      description: 'How many clients there are: a multiple of the number of classes.',
    }),
    numUniqueLabelsPerPartition: z.number().int().min(1).max(10_000).default(2).meta({
      title: 'Classes per client',
      description: 'How many different classes each client has.',
    }),
    preassignedNumSamplesPerLabel: z.number().int().min(0).default(5).meta({
      title: 'Examples beforehand',
      description: 'So many of each of its classes a client gets before the shares count.',
    }),
    distributionArray: distributionArraySchema,
    sigma: z.number().min(0).max(10).default(2).meta({
      title: 'Spread',
      description: 'Without a table: the deviation of the shares’ logarithms. 0 makes them equal.',
    }),
    rescale: z.boolean().default(true).meta({
      title: 'Rescale',
      description: 'Whether the table is of shares; if not, it is of numbers of examples.',
    }),
  }),
  partition: (input, params, seed) => {
    const { numPartitions, numUniqueLabelsPerPartition: perPartition, rescale } = params;
    const random = createRandom(seed);
    const classes = shuffledByClass(requireClasses(input), random);
    const shape = requireShape(classes.length, numPartitions, perPartition);
    const table =
      params.distributionArray.trim() === '' && rescale
        ? logNormalArray(shape, params.sigma, createRandom(deriveSeed(seed, 'distribution')))
        : parseDistribution(params.distributionArray, shape);
    const groups = new Int32Array(input.numExamples).fill(numPartitions);
    classes.forEach((ofClass, position) => {
      const shares = sharesOfClass(ofClass.length, table[position] as number[], {
        random,
        beforehand: rescale ? params.preassignedNumSamplesPerLabel : undefined,
      });
      let start = 0;
      ownersOf(position, classes.length, params).forEach((partition, rank) => {
        const end = start + (shares[rank] as number);
        for (; start < end; start++) groups[ofClass[start] as number] = partition;
      });
    });
    return requireNoneEmpty(
      groupIndices(groups, numPartitions + 1).slice(0, numPartitions),
      'Raise the examples beforehand, or make fewer partitions.',
    );
  },
});

/** The partitions that have a class, ascending: p has it if it is among p, p + 1, … modulo the classes. */
const ownersOf = (
  position: number,
  numClasses: number,
  {
    numPartitions,
    numUniqueLabelsPerPartition,
  }: { readonly numPartitions: number; readonly numUniqueLabelsPerPartition: number },
): number[] =>
  Array.from({ length: numPartitions }, (_, partition) => partition).filter(
    (partition) =>
      (position - (partition % numClasses) + numClasses) % numClasses < numUniqueLabelsPerPartition,
  );
