import type { Task } from '../task.ts';

/** The data set's examples are tokens already. */
export const plays: Task = {
  name: 'plays',
  title: 'Shakespeare, letter by letter',
  description:
    'Learns which letter comes next in Shakespeare’s plays, from one speaker per device.',
  dataset: 'shakespeare',
  model: 'char-gpt',
  partition: { partitioner: 'NaturalIdPartitioner', params: {} },
  clientWork: { epochs: 1, batchSize: 8, learningRate: 0.3 },
};
