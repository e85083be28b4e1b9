import type { Task } from '../task.ts';

export const productReviews: Task = {
  name: 'product-reviews',
  title: 'Praise and blame on three sites',
  description: 'Learns to tell praise from blame in reviews of products, films and restaurants.',
  dataset: 'sentiment-3-domains',
  model: 'text-embedding',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  preprocessing: [{ name: 'tokenise', params: { by: 'words', length: 64, buckets: 5_000 } }],
  clientWork: { epochs: 1, batchSize: 16, learningRate: 2 },
};
