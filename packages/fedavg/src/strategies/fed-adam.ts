import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { adam } from '../server-optimizers/adam.ts';
import { averaged, averagingSchema } from '../server-optimizers/iterate-average.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const fedAdam = defineStrategy({
  name: 'FedAdam',
  summary: 'FedAvg with Adam on the server, which gives every weight a step size of its own.',
  paper: 'Reddi et al. 2021, Adaptive Federated Optimization',
  formula: 'm ← β₁·m + (1 − β₁)·Δ, v ← β₂·v + (1 − β₂)·Δ², w ← w + η·m / (√v + τ)',
  cost: 'As FedAvg; two more vectors on the server.',
  hyperparams: z.object({
    weightedBy: weightedBySchema,
    serverLearningRate: z.number().positive().max(10).default(0.01).meta({
      title: 'Server learning rate',
      description: 'How far a weight moves in a round whose direction is steady.',
    }),
    beta1: z.number().min(0).lt(1).default(0.9).meta({
      title: 'Beta 1',
      description: 'How much of the last direction is kept.',
    }),
    beta2: z.number().min(0).lt(1).default(0.99).meta({
      title: 'Beta 2',
      description: 'How much of the last size of the steps is kept.',
    }),
    tau: z.number().positive().max(1).default(0.001).meta({
      title: 'Adaptivity (τ)',
      description: 'Weights that move less than this in a round are not sped up.',
    }),
    averaging: averagingSchema,
  }),
  build: ({ weightedBy, serverLearningRate, beta1, beta2, tau, averaging }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: averaged(
      adam({ learningRate: serverLearningRate, beta1, beta2, tau }),
      averaging,
    ),
  }),
});
