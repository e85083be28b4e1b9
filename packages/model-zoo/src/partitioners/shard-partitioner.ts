import { createRandom } from '@tributary/fedavg';
import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import {
  definePartitioner,
  numPartitionsSchema,
  requireClasses,
  requireEnoughExamples,
} from '../partition.ts';

/**
 * McMahan et al. 2017, section 3: sort by label, cut into equal shards and deal each client some
 * at random, so that most clients see only a few classes.
 */
export const shardPartitioner = definePartitioner({
  name: 'ShardPartitioner',
  summary: 'Every client gets a few shards of examples sorted by class: few classes each.',
  params: z.object({
    numPartitions: numPartitionsSchema,
    shardsPerPartition: z.number().int().min(1).max(1000).default(2).meta({
      title: 'Shards per client',
      description: 'How many shards each client gets; with 2, most clients see two classes.',
    }),
  }),
  partition: (input, { numPartitions, shardsPerPartition }, seed) => {
    const { numExamples } = input;
    const labels = requireClasses(input);
    const numShards = numPartitions * shardsPerPartition;
    requireEnoughExamples(numExamples, numShards);
    const byLabel = Int32Array.from({ length: numExamples }, (_, i) => i);
    byLabel.sort((a, b) => (labels[a] as number) - (labels[b] as number) || a - b);
    const ownerOf = Int32Array.from({ length: numShards }, (_, shard) => shard % numPartitions);
    createRandom(seed).shuffle(ownerOf);
    const groups = new Int32Array(numExamples);
    byLabel.forEach((example, rank) => {
      groups[example] = ownerOf[Math.floor((rank * numShards) / numExamples)] as number;
    });
    return groupIndices(groups, numPartitions);
  },
});
