import type { SimulationInput } from '../simulation-config.ts';

/** McMahan et al. 2017, table 1, 2NN, non-IID, C = 0.1, E = 1, B = 10: 664 rounds to 97 %. */
export const mcmahan2nnNonIid: SimulationInput = {
  name: 'mcmahan-2nn-non-iid',
  title: '2NN on MNIST, two shards a client (McMahan et al. 2017, table 1)',
  description:
    '100 clients with two shards of 300 images sorted by digit, 10 a round, one epoch in batches of 10, until the best test accuracy so far is 97 %: plain averaging at several learning rates, and momentum and averaged models on the server.',
  run: {
    name: '2NN, non-IID',
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: {
      partitioner: 'ShardPartitioner',
      params: { numPartitions: 100, shardsPerPartition: 2 },
    },
    cohort: { fractionTrain: 0.1, minClients: 10 },
    clientWork: { epochs: 1, batchSize: 10, learningRate: 0.2 },
    rounds: 300,
  },
  seeds: [1, 2, 3, 4, 5],
  stopAt: { accuracy: 0.97 },
  variants: [
    { name: 'FedAvg 0.05', run: { clientWork: { learningRate: 0.05 } } },
    { name: 'FedAvg 0.1', run: { clientWork: { learningRate: 0.1 } } },
    { name: 'FedAvg 0.15', run: { clientWork: { learningRate: 0.15 } } },
    { name: 'FedAvg 0.2', run: { clientWork: { learningRate: 0.2 } } },
    { name: 'FedAvg 0.3', run: { clientWork: { learningRate: 0.3 } } },
    {
      name: 'FedAvgM 0.1',
      run: {
        clientWork: { learningRate: 0.1 },
        strategy: {
          name: 'FedAvgM',
          hyperparams: { serverMomentum: 0.7, averaging: 0.8 },
        },
      },
    },
  ],
};
