import { z } from 'zod';
import { weightedBySchema, weightedMean } from '../aggregators/weighted-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';

export const fedAvg = defineStrategy({
  name: 'FedAvg',
  summary: 'The weighted mean of what the clients learnt becomes the next model.',
  paper:
    'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks from Decentralized Data',
  hyperparams: z.object({ weightedBy: weightedBySchema }),
  build: ({ weightedBy }) => ({
    clientWork: {},
    aggregator: weightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
