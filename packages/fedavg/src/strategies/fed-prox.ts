import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const fedProx = defineStrategy({
  name: 'FedProx',
  summary: 'FedAvg whose clients are held back from straying too far from the global model.',
  paper: 'Li et al. 2020, Federated Optimization in Heterogeneous Networks',
  formula: 'clients minimise F(w) + μ/2·‖w − w₀‖²; w ← w + Σ nₖ·δₖ / Σ nₖ',
  cost: 'As FedAvg; one more vector in the memory of each client.',
  hyperparams: z.object({
    weightedBy: weightedBySchema,
    proximalMu: z.number().min(0).max(100).default(0.01).meta({
      title: 'Proximal term (μ)',
      description: 'How strongly a client is pulled back to the global model; 0 is plain FedAvg.',
    }),
  }),
  build: ({ weightedBy, proximalMu }) => ({
    clientWork: { method: { name: 'prox', mu: proximalMu } },
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
