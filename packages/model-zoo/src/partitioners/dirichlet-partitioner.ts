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
    selfBalancing: z.boolean().default(false).meta({
      title: 'Balance the sizes',
      description:
        'A client with more than the mean number of examples gets none of later classes.',
    }),
  }),
  partition: (input, { minPartitionSize, ...shape }, seed) => {
    const { numPartitions, alpha } = shape;
    const labels = requireClasses(input);
    requireEnoughExamples(input.numExamples, numPartitions * minPartitionSize);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const random = createRandom(deriveSeed(seed, 'dirichlet', attempt));
      const partitions = groupIndices(drawGroups(labels, random, shape), numPartitions);
      if (partitions.every(({ length }) => length >= minPartitionSize)) return partitions;
    }
    throw new RangeError(
      `${MAX_ATTEMPTS} draws left some partition below ${minPartitionSize} examples. Raise alpha (now ${alpha}), or lower the number or the smallest size of the partitions.`,
    );
  },
});

interface Shape {
  readonly numPartitions: number;
  readonly alpha: number;
  readonly selfBalancing: boolean;
}

const drawGroups = (
  labels: Int32Array,
  random: Random,
  { numPartitions, alpha, selfBalancing }: Shape,
): Int32Array => {
  const groups = new Int32Array(labels.length);
  const numClasses = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const room = new Float64Array(numPartitions).fill(
    selfBalancing ? labels.length / numPartitions : Number.POSITIVE_INFINITY,
  );
  for (const ofClass of groupIndices(labels, numClasses)) {
    const shares = withinRoom(dirichlet(alpha, numPartitions, random), room);
    random.shuffle(ofClass);
    const lastOwner = shares.findLastIndex((part) => part > 0);
    let share = 0;
    let position = 0;
    shares.forEach((part, partition) => {
      share += part;
      // The last bound is exact, whatever the rounding of the sum.
      const end = partition < lastOwner ? Math.floor(share * ofClass.length) : ofClass.length;
      room[partition] = (room[partition] as number) - (end - position);
      for (; position < end; position++) groups[ofClass[position] as number] = partition;
    });
  }
  return groups;
};

/** The shares, without those of partitions that are over their size; all of them when nobody else has one. */
const withinRoom = (shares: Float64Array, room: Float64Array): Float64Array => {
  if (room.every((left) => left >= 0)) return shares;
  const open = shares.map((share, partition) => ((room[partition] as number) < 0 ? 0 : share));
  const total = open.reduce((a, b) => a + b);
  return total > 0 ? open.map((share) => share / total) : shares;
};
