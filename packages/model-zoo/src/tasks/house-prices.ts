import { californiaHousing } from '../datasets/california-housing.ts';
import { scaleFrom } from '../statistics/scale-from.ts';
import type { Task } from '../task.ts';

/** Scaled by the ranges that the columns declare, with 0 for what is missing: no statistics are needed. */
export const housePrices: Task = {
  name: 'house-prices',
  title: 'House prices',
  description: 'Learns what houses in a district of California were worth in 1990.',
  dataset: californiaHousing.name,
  model: 'tabular-mlp',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  preprocessing: [
    scaleFrom(californiaHousing.columns ?? []),
    { name: 'fill-missing', params: { values: 0 } },
  ],
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.02 },
};
