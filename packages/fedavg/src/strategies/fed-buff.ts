import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { stalenessSchema } from '../asynchronous/staleness.ts';
import { createStalenessMean, stalenessFactors } from '../asynchronous/staleness-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';

export const fedBuff = defineStrategy({
  name: 'FedBuff',
  summary:
    'Takes a step whenever enough updates have come, whoever sent them, late ones counting less.',
  paper: 'Nguyen et al. 2022, Federated Learning with Buffered Asynchronous Aggregation',
  formula: 'w ← w + η·(1/K)·Σ s(τₖ)·δₖ over every K updates',
  cost: 'As FedAvg for each update; the server waits for nobody.',
  hyperparams: z.object({
    bufferSize: z.number().int().min(1).max(1000).default(10).meta({
      title: 'Buffer (K)',
      description: 'How many updates make a step.',
    }),
    serverLearningRate: z.number().positive().max(10).default(1).meta({
      title: 'Server learning rate',
      description: 'How far the global model moves along the mean of the buffer.',
    }),
    serverMomentum: z.number().min(0).lt(1).default(0).meta({
      title: 'Server momentum',
      description: 'How much of the last direction is kept.',
    }),
    staleness: stalenessSchema.default({ rule: 'polynomial', a: 0.5, b: 4 }).meta({
      title: 'Staleness',
      description: 'How much less a late update counts.',
    }),
  }),
  build: ({ bufferSize, serverLearningRate, serverMomentum, staleness }) => ({
    clientWork: {},
    aggregator: createStalenessMean(staleness),
    serverOptimizer: sgd({ learningRate: serverLearningRate, momentum: serverMomentum }),
    needs: ['staleness'],
    scaling: { factors: stalenessFactors(staleness), mean: createWeightedMean('uniform') },
    asynchronous: { bufferSize, rebased: false },
  }),
});
