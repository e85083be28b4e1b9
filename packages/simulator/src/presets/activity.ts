import type { SimulationInput } from '../simulation-config.ts';

/** What personalising is worth: a few epochs of the last global model on a person’s own windows. */
export const activity: SimulationInput = {
  name: 'activity',
  title: 'Activity of 30 people: one model for all, and one for each',
  description:
    '30 people (Reyes-Ortiz et al. 2016), each with the last quarter of every activity kept back. The global model against the same model trained on by each person for five epochs.',
  examples: 'all',
  run: {
    name: 'Activity',
    task: { dataset: 'activity', model: 'window-cnn' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    cohort: { fractionTrain: 0.5, minClients: 15 },
    clientWork: { epochs: 2, batchSize: 16, learningRate: 0.05 },
    rounds: 20,
  },
  seeds: [1, 2, 3],
  heldOut: { share: 0.25, by: 'last-of-class' },
  evaluation: { on: 'held-out', every: 5 },
  compare: { personalised: { epochs: 5 } },
};
