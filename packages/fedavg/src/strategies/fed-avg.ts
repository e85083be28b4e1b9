import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const fedAvg = defineStrategy({
  name: 'FedAvg',
  summary: 'The weighted mean of what the clients learnt becomes the next model.',
  paper:
    'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks from Decentralized Data',
  formula: 'w ← w + Σ nₖ·δₖ / Σ nₖ',
  cost: 'One model down and one delta up for each client and round.',
  hyperparams: z.object({ weightedBy: weightedBySchema }),
  build: ({ weightedBy }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
