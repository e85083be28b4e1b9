import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { adagrad } from '../server-optimizers/adagrad.ts';
import { adaptiveHyperparams } from '../server-optimizers/adaptive-hyperparams.ts';
import { averaged } from '../server-optimizers/iterate-average.ts';
import { defineStrategy } from '../strategy.ts';

/** Where the references differ from the paper. */
const variants = {
  paper: {},
  flower: { initialAccumulator: 0 },
  tff: { initialAccumulator: 0.1 },
} as const;

export const fedAdagrad = defineStrategy({
  name: 'FedAdagrad',
  summary: 'FedAvg with Adagrad on the server: weights that have moved much take shorter steps.',
  paper: 'Reddi et al. 2021, Adaptive Federated Optimization',
  formula: 'm ← β₁·m + (1 − β₁)·Δ, v ← v + Δ², w ← w + η·m / (√v + τ)',
  cost: 'As FedAvg; one more vector on the server, or two with β₁ above 0.',
  hyperparams: z.object(adaptiveHyperparams({ serverLearningRate: 0.1, beta1: 0 })),
  build: ({ weightedBy, serverLearningRate, variant, averaging, ...moments }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: averaged(
      adagrad({ learningRate: serverLearningRate, ...moments, ...variants[variant] }),
      averaging,
    ),
  }),
});
