import type { Task } from '../task.ts';

/** The numbers among the columns are published between 0 and 1. */
export const bikeSharing: Task = {
  name: 'bike-sharing',
  title: 'Bicycles by the hour',
  description: 'Learns how many bicycles are rented in an hour, by weather and calendar.',
  dataset: 'bike-sharing',
  model: 'tabular-mlp',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.03 },
};
