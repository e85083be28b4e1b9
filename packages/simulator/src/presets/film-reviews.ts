import type { SimulationInput } from '../simulation-config.ts';

/** Pang and Lee 2005, sentence polarity: 20 clients with a share of the sentences each. */
export const filmReviews: SimulationInput = {
  name: 'film-reviews',
  title: 'Praise and blame of films, 20 clients',
  description:
    'Sentences from film reviews (Pang and Lee 2005) among 20 clients, all of them in every round: plain averaging, and momentum and averaged models on the server.',
  run: {
    name: 'Film reviews',
    task: {
      dataset: 'rt-polarity',
      model: 'text-embedding',
      preprocessing: [{ name: 'tokenise', params: { by: 'words', length: 64, buckets: 20_000 } }],
    },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: 20 } },
    cohort: { fractionTrain: 1, minClients: 20 },
    clientWork: { epochs: 1, batchSize: 20, learningRate: 1 },
    rounds: 30,
  },
  variants: [
    { name: 'FedAvg 4', run: { clientWork: { learningRate: 4 } } },
    {
      name: 'FedAvgM 1',
      run: {
        strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 0.9, averaging: 0.5 } },
      },
    },
  ],
};
