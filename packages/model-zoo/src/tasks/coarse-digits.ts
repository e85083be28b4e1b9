import type { Task } from '../task.ts';

/** The ink is between 0 and 1 already. */
export const coarseDigits: Task = {
  name: 'coarse-digits',
  title: 'Coarse digits',
  description: 'Learns to read handwritten digits from pictures of 8 × 8 points: small and quick.',
  dataset: 'optdigits',
  model: 'mlp-2nn',
  partition: {
    partitioner: 'DirichletPartitioner',
    params: { numPartitions: 20, alpha: 1, minPartitionSize: 10, selfBalancing: false },
  },
  clientWork: { epochs: 1, batchSize: 16, learningRate: 0.1 },
};
