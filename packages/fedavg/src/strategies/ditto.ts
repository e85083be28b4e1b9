import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const ditto = defineStrategy({
  name: 'Ditto',
  summary: 'FedAvg beside which every device trains a model of its own, held near the global one.',
  paper: 'Li et al. 2021, Ditto: Fair and Robust Federated Learning Through Personalization',
  formula: 'w as in FedAvg; clients minimise F(v) + λ/2·‖v − w‖² for a v of their own',
  cost: 'The bytes of FedAvg; about twice its training time, and one model kept on each client.',
  hyperparams: z.object({
    weightedBy: weightedBySchema,
    lambda: z.number().min(0).max(100).default(0.1).meta({
      title: 'Closeness (λ)',
      description:
        "How strongly a personal model is pulled to the global one; 0 leaves it to the device's own examples.",
    }),
    personalEpochs: z.number().int().min(1).max(100).default(1).meta({
      title: 'Personal epochs',
      description: 'How often a client passes over its examples to train its personal model.',
    }),
  }),
  build: ({ weightedBy, lambda, personalEpochs }) => ({
    clientWork: { method: { name: 'ditto', lambda, personalEpochs } },
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
