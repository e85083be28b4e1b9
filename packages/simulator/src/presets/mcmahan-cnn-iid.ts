import type { SimulationInput } from '../simulation-config.ts';

/** McMahan et al. 2017, table 2, CNN, IID, C = 0.1, E = 5, B = 10: 20 rounds to 99 %. */
export const mcmahanCnnIid: SimulationInput = {
  name: 'mcmahan-cnn-iid',
  title: 'CNN on MNIST, IID (McMahan et al. 2017, table 2)',
  description:
    '100 clients with 600 random images each, 10 a round, five epochs in batches of 10, until the best test accuracy so far is 99 %.',
  run: {
    name: 'CNN, IID',
    task: { dataset: 'mnist', model: 'cnn' },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: 100 } },
    cohort: { fractionTrain: 0.1, minClients: 10 },
    clientWork: { epochs: 5, batchSize: 10, learningRate: 0.1 },
    rounds: 40,
  },
  variants: [
    { name: 'FedAvg 0.1', run: { clientWork: { learningRate: 0.1 } } },
    { name: 'FedAvg 0.2', run: { clientWork: { learningRate: 0.2 } } },
    {
      name: 'FedAvgM 0.1',
      run: {
        clientWork: { learningRate: 0.1 },
        strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 0.5, averaging: 0.5 } },
      },
    },
  ],
  stopAt: { accuracy: 0.99 },
};
