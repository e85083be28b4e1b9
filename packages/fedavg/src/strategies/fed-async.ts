import { z } from 'zod';
import { stalenessSchema } from '../asynchronous/staleness.ts';
import { createStalenessMean } from '../asynchronous/staleness-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';

/**
 * The paper mixes weights, w ← (1 − αₜ)·w + αₜ·wₖ with αₜ = α·s(τ). That is w ← w + αₜ·(wₖ − w), so the
 * delta is reckoned from the weights of the moment (`rebased`) and not from those that the client had.
 */
export const fedAsync = defineStrategy({
  name: 'FedAsync',
  summary: 'Mixes every update into the model as it comes, the later the less.',
  paper: 'Xie et al. 2019, Asynchronous Federated Optimization',
  formula: 'w ← (1 − α·s(τ))·w + α·s(τ)·wₖ',
  cost: 'As FedAvg for each update; the server keeps the models that clients still work on.',
  hyperparams: z.object({
    mixing: z.number().gt(0).max(1).default(0.6).meta({
      title: 'Mixing (α)',
      description: 'How much of the model one fresh update replaces.',
    }),
    staleness: stalenessSchema.default({ rule: 'polynomial', a: 0.5, b: 4 }).meta({
      title: 'Staleness',
      description: 'How much less a late update counts.',
    }),
    proximalMu: z.number().min(0).max(100).default(0.005).meta({
      title: 'Proximal term (ρ)',
      description: 'How strongly a client is pulled back to the model that it started from.',
    }),
  }),
  build: ({ mixing, staleness, proximalMu }) => ({
    clientWork: { method: { name: 'prox', mu: proximalMu } },
    aggregator: createStalenessMean(staleness),
    serverOptimizer: sgd({ learningRate: mixing, momentum: 0 }),
    needs: ['staleness'],
    ownAggregator: 'it takes updates one by one, so there is nothing to aggregate.',
    asynchronous: { bufferSize: 1, rebased: true },
  }),
});
