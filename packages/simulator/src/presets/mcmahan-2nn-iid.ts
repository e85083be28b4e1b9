import type { SimulationInput } from '../simulation-config.ts';

/** McMahan et al. 2017, table 1, 2NN, IID, C = 0.1, E = 1, B = 10: 87 rounds to 97 %. */
export const mcmahan2nnIid: SimulationInput = {
  name: 'mcmahan-2nn-iid',
  title: '2NN on MNIST, IID (McMahan et al. 2017, table 1)',
  description:
    '100 clients with 600 random images each, 10 a round, one epoch in batches of 10, until the best test accuracy so far is 97 %: plain averaging at several learning rates, and momentum on the server.',
  run: {
    name: '2NN, IID',
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: 100 } },
    cohort: { fractionTrain: 0.1, minClients: 10 },
    clientWork: { epochs: 1, batchSize: 10, learningRate: 0.1 },
    rounds: 120,
  },
  seeds: [1, 2, 3, 4, 5],
  stopAt: { accuracy: 0.97 },
  variants: [
    { name: 'FedAvg 0.05', run: { clientWork: { learningRate: 0.05 } } },
    { name: 'FedAvg 0.1', run: { clientWork: { learningRate: 0.1 } } },
    { name: 'FedAvg 0.2', run: { clientWork: { learningRate: 0.2 } } },
    { name: 'FedAvg 0.3', run: { clientWork: { learningRate: 0.3 } } },
    {
      name: 'FedAvgM 0.2',
      run: {
        clientWork: { learningRate: 0.2 },
        strategy: {
          name: 'FedAvgM',
          hyperparams: { serverMomentum: 0.5 },
        },
      },
    },
  ],
};
