import type { Task } from '../task.ts';

export const digits: Task = {
  name: 'digits',
  title: 'Handwritten digits',
  description: 'Learns to read the digits 0 to 9 in the handwriting of several hundred people.',
  dataset: 'mnist',
  model: 'mlp-2nn',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.1 },
};
