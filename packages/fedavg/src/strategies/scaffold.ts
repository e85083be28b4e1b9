import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { controlVariate, sharedVariate } from '../server-optimizers/control-variate.ts';
import { defineStrategy } from '../strategy.ts';

/** All clients count the same, as in the paper: with other weights c would not be the variates' mean. */
export const scaffold = defineStrategy({
  name: 'SCAFFOLD',
  summary: "Corrects every local step by how the client's data differ from everyone's.",
  paper:
    'Karimireddy et al. 2020, SCAFFOLD: Stochastic Controlled Averaging for Federated Learning',
  formula: 'clients step along g − cₖ + c; w ← w + η·mean δₖ, c ← c + |S|/N·mean Δcₖ',
  cost: 'Twice the bytes of FedAvg, up and down; one more vector on the server, and one kept on each client.',
  hyperparams: z.object({
    serverLearningRate: z.number().positive().max(10).default(1).meta({
      title: 'Server learning rate',
      description: 'How far the global model moves along the mean of the updates.',
    }),
  }),
  build: ({ serverLearningRate }) => ({
    clientWork: { method: { name: 'scaffold' } },
    aggregator: createWeightedMean('uniform'),
    serverOptimizer: controlVariate({ learningRate: serverLearningRate }),
    ownAggregator:
      "its correction holds only while the server's control variate is the mean of the clients'.",
    sharedVariate,
  }),
});
