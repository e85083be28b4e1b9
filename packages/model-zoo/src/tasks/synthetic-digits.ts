import type { Task } from '../task.ts';

export const syntheticDigits: Task = {
  name: 'synthetic-digits',
  title: 'Drawn digits',
  description: 'Learns to read digits that this program draws itself; needs no download.',
  dataset: 'synthetic-digits',
  model: 'mlp-2nn',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.1 },
};
