import type { SimulationInput } from '../simulation-config.ts';

/** McMahan et al. 2017, table 2, CNN, non-IID, C = 0.1, E = 5, B = 10: 229 rounds to 99 %. */
export const mcmahanCnnNonIid: SimulationInput = {
  name: 'mcmahan-cnn-non-iid',
  title: 'CNN on MNIST, two shards a client (McMahan et al. 2017, table 2)',
  description:
    '100 clients with two shards of 300 images sorted by digit, 10 a round, five epochs in batches of 10, until the best test accuracy so far is 99 %.',
  run: {
    name: 'CNN, non-IID',
    task: { dataset: 'mnist', model: 'cnn' },
    partition: {
      partitioner: 'ShardPartitioner',
      params: { numPartitions: 100, shardsPerPartition: 2 },
    },
    cohort: { fractionTrain: 0.1, minClients: 10 },
    clientWork: { epochs: 5, batchSize: 10, learningRate: 0.1 },
    rounds: 229,
  },
  stopAt: { accuracy: 0.99 },
};
