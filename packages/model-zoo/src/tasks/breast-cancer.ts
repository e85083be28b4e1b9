import { breastCancer as dataset } from '../datasets/breast-cancer.ts';
import { scaleFrom } from '../statistics/scale-from.ts';
import type { Task } from '../task.ts';

/** Scaled by the ranges that the columns declare: no statistics are needed. */
export const breastCancer: Task = {
  name: 'breast-cancer',
  title: 'Benign or malignant cells',
  description: 'Learns to tell from measurements of cells whether a tumour is malignant.',
  dataset: dataset.name,
  model: 'tabular-mlp',
  partition: { partitioner: 'IidPartitioner', params: { numPartitions: 5 } },
  preprocessing: [scaleFrom(dataset.columns ?? [])],
  clientWork: { epochs: 5, batchSize: 8, learningRate: 0.2 },
};
