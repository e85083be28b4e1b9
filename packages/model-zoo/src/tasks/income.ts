import { adult } from '../datasets/adult.ts';
import { scaleFrom } from '../statistics/scale-from.ts';
import type { Task } from '../task.ts';

/** Scaled by the ranges that the columns declare: no statistics are needed. */
export const income: Task = {
  name: 'income',
  title: 'Income by work and family',
  description: 'Learns from a census who earns more than 50,000 dollars a year.',
  dataset: adult.name,
  model: 'tabular-mlp',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  preprocessing: [scaleFrom(adult.columns ?? [])],
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.1 },
};
