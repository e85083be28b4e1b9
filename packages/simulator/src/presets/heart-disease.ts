import { tasks } from '@tributary/model-zoo';
import type { SimulationInput } from '../simulation-config.ts';

/** Four hospitals (the UCI heart disease databases, as in FLamby): what a federation is worth to each. */
export const heartDisease: SimulationInput = {
  name: 'heart-disease',
  title: 'Heart disease in four hospitals: together and alone',
  description:
    'Four hospitals keep back 30 % of their rows. The global model of 50 rounds against four models that each hospital trained alone for as many epochs, on the rows that all kept back and on its own.',
  run: {
    name: 'Heart disease',
    task: {
      dataset: 'heart-disease',
      model: 'tabular-mlp',
      preprocessing: [...(tasks.get('heart-disease').preprocessing ?? [])],
    },
    partition: { partitioner: 'NaturalIdPartitioner' },
    cohort: { fractionTrain: 1, minClients: 4 },
    clientWork: { epochs: 1, batchSize: 8, learningRate: 0.1 },
    rounds: 50,
  },
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  heldOut: { share: 0.3 },
  evaluation: { on: 'held-out', every: 5 },
  compare: { local: { epochs: 50 } },
};
