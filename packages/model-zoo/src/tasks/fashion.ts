import type { Task } from '../task.ts';

export const fashion: Task = {
  name: 'fashion',
  title: 'Clothes in pictures',
  description: 'Learns to tell ten kinds of clothes, shoes and bags apart in small pictures.',
  dataset: 'fashion-mnist',
  model: 'mlp-2nn',
  partition: {
    partitioner: 'DirichletPartitioner',
    params: { numPartitions: 100, alpha: 0.5, minPartitionSize: 10, selfBalancing: false },
  },
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.05 },
};
