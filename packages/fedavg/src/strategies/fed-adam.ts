import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { adam } from '../server-optimizers/adam.ts';
import { adaptiveHyperparams, beta2Schema } from '../server-optimizers/adaptive-hyperparams.ts';
import { averaged } from '../server-optimizers/iterate-average.ts';
import { defineStrategy } from '../strategy.ts';

/** Where the references differ from the paper. */
const variants = {
  paper: {},
  flower: { initialAccumulator: 0, biasCorrection: 'flower' },
  tff: { initialAccumulator: 0, biasCorrection: 'textbook' },
} as const;

export const fedAdam = defineStrategy({
  name: 'FedAdam',
  summary: 'FedAvg with Adam on the server, which gives every weight a step size of its own.',
  paper: 'Reddi et al. 2021, Adaptive Federated Optimization',
  formula: 'm ← β₁·m + (1 − β₁)·Δ, v ← β₂·v + (1 − β₂)·Δ², w ← w + η·m / (√v + τ)',
  cost: 'As FedAvg; two more vectors on the server.',
  hyperparams: z.object({
    ...adaptiveHyperparams({ serverLearningRate: 0.01, beta1: 0.9 }),
    beta2: beta2Schema,
  }),
  build: ({ weightedBy, serverLearningRate, variant, averaging, ...moments }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: averaged(
      adam({ learningRate: serverLearningRate, ...moments, ...variants[variant] }),
      averaging,
    ),
  }),
});
