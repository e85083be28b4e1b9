import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { averaged, averagingSchema } from '../server-optimizers/iterate-average.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const fedAvgM = defineStrategy({
  name: 'FedAvgM',
  summary: 'FedAvg with momentum on the server, which steadies rounds whose clients differ a lot.',
  paper:
    'Hsu et al. 2019, Measuring the Effects of Non-Identical Data Distribution for Federated Visual Classification',
  formula: 'v ← β·v + Δ, w ← w + η·v; with Nesterov w ← w + η·(Δ + β·v)',
  cost: 'As FedAvg; one more vector on the server.',
  hyperparams: z.object({
    weightedBy: weightedBySchema,
    serverLearningRate: z.number().positive().max(10).default(1).meta({
      title: 'Server learning rate',
      description:
        'How far the global model moves along the averaged direction; 1 is plain FedAvg.',
    }),
    serverMomentum: z.number().min(0).lt(1).default(0.9).meta({
      title: 'Server momentum',
      description: 'How much of the last direction is kept; 0 is plain FedAvg.',
    }),
    nesterov: z.boolean().default(false).meta({
      title: 'Nesterov',
      description: 'Takes the step from where the momentum is about to lead.',
    }),
    averaging: averagingSchema,
  }),
  build: ({ weightedBy, serverLearningRate, serverMomentum, nesterov, averaging }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: averaged(
      sgd({ learningRate: serverLearningRate, momentum: serverMomentum, nesterov }),
      averaging,
    ),
  }),
});
