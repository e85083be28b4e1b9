import type { Task } from '../task.ts';

/** The longest sentence has fewer than 64 words, so none is cut off. */
export const filmReviews: Task = {
  name: 'film-reviews',
  title: 'Praise and blame of films',
  description: 'Learns to tell sentences that praise a film from sentences that blame it.',
  dataset: 'rt-polarity',
  model: 'text-embedding',
  partition: { partitioner: 'IidPartitioner', params: { numPartitions: 20 } },
  preprocessing: [{ name: 'tokenise', params: { by: 'words', length: 64, buckets: 10_000 } }],
  clientWork: { epochs: 2, batchSize: 16, learningRate: 2 },
};
