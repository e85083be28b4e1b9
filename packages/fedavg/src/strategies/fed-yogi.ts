import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { adaptiveHyperparams, beta2Schema } from '../server-optimizers/adaptive-hyperparams.ts';
import { averaged } from '../server-optimizers/iterate-average.ts';
import { yogi } from '../server-optimizers/yogi.ts';
import { defineStrategy } from '../strategy.ts';

/** Where the references differ from the paper. */
const variants = {
  paper: {},
  flower: { initialAccumulator: 0 },
  tff: { initialAccumulator: 1e-6, biasCorrection: 'textbook' },
} as const;

export const fedYogi = defineStrategy({
  name: 'FedYogi',
  summary:
    'FedAdam that is slower to forget how large the steps were, which steadies rare weights.',
  paper: 'Reddi et al. 2021, Adaptive Federated Optimization',
  formula: 'm ← β₁·m + (1 − β₁)·Δ, v ← v − (1 − β₂)·Δ²·sign(v − Δ²), w ← w + η·m / (√v + τ)',
  cost: 'As FedAvg; two more vectors on the server.',
  hyperparams: z.object({
    ...adaptiveHyperparams({ serverLearningRate: 0.01, beta1: 0.9 }),
    beta2: beta2Schema,
  }),
  build: ({ weightedBy, serverLearningRate, variant, averaging, ...moments }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: averaged(
      yogi({ learningRate: serverLearningRate, ...moments, ...variants[variant] }),
      averaging,
    ),
  }),
});
