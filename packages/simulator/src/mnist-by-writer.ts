import type { SimulationInput } from './simulation-config.ts';

/** 2NN on MNIST, whose 539 writers 50 clients share; ten of them a round. For presets that compare algorithms. */
export const mnistByWriter = {
  run: {
    name: 'MNIST by writer',
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    cohort: { fractionTrain: 0.2, minClients: 10 },
    clientWork: { epochs: 1, batchSize: 10, learningRate: 0.1 },
    rounds: 30,
  },
  clients: 50,
} as const satisfies Partial<SimulationInput>;
