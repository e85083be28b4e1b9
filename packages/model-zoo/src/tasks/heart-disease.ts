import { heartDisease as dataset } from '../datasets/heart-disease.ts';
import { scaleFrom } from '../statistics/scale-from.ts';
import type { Task } from '../task.ts';

/** Scaled by the ranges that the columns declare, with their middle for what is missing: no statistics are needed. */
export const heartDisease: Task = {
  name: 'heart-disease',
  title: 'Heart disease in four hospitals',
  description: 'Learns from the records of four hospitals who has a heart disease.',
  dataset: dataset.name,
  model: 'tabular-mlp',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  preprocessing: [
    scaleFrom(dataset.columns ?? []),
    { name: 'fill-missing', params: { values: 0.5 } },
  ],
  clientWork: { epochs: 2, batchSize: 8, learningRate: 0.1 },
};
