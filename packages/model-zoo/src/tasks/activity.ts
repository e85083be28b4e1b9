import type { Task } from '../task.ts';

/** In g and rad/s, measurements are about as large as 1. */
export const activity: Task = {
  name: 'activity',
  title: 'What a telephone feels',
  description:
    'Learns from a telephone’s motion whether its owner walks, climbs, sits, stands or lies.',
  dataset: 'activity',
  model: 'window-cnn',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  clientWork: { epochs: 1, batchSize: 16, learningRate: 0.05 },
};
