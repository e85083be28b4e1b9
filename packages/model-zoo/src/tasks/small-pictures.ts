import type { Task } from '../task.ts';

/** The channels' means and deviations over CIFAR-10's 50,000 training pictures, as usually published. */
const channels = { mean: [0.4914, 0.4822, 0.4465], deviation: [0.247, 0.2435, 0.2616] };

export const smallPictures: Task = {
  name: 'small-pictures',
  title: 'Animals and vehicles',
  description:
    'Learns to tell ten kinds of animals and vehicles apart in small colour photographs.',
  dataset: 'cifar-10',
  model: 'cifar-cnn',
  partition: {
    partitioner: 'DirichletPartitioner',
    params: { numPartitions: 20, alpha: 1, minPartitionSize: 10, selfBalancing: false },
  },
  preprocessing: [
    { name: 'normalise', params: channels },
    { name: 'random-crop', params: { padding: 4 } },
    { name: 'random-flip', params: {} },
  ],
  clientWork: { epochs: 1, batchSize: 16, learningRate: 0.05 },
};
