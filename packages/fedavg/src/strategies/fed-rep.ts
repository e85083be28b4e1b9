import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { layerNames, localLayersSchema } from '../client-methods/layer-names.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const fedRep = defineStrategy({
  name: 'FedRep',
  summary: "FedPer that fits the device's own layers first, and the shared ones to them.",
  paper:
    'Collins et al. 2021, Exploiting Shared Representations for Personalized Federated Learning',
  formula:
    'clients train their own layers, then the shared ones; w_shared ← w_shared + Σ nₖ·δₖ / Σ nₖ',
  cost: 'As FedPer; more passes over the examples.',
  hyperparams: z.object({
    weightedBy: weightedBySchema,
    localLayers: localLayersSchema,
    headEpochs: z.number().int().min(1).max(100).default(5).meta({
      title: 'Epochs of own layers',
      description:
        'How often a client passes over its examples to fit its own layers, before the local epochs that fit the shared ones.',
    }),
  }),
  build: ({ weightedBy, localLayers, headEpochs }) => ({
    clientWork: {
      method: { name: 'local-layers', layers: layerNames(localLayers), headEpochs },
    },
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
