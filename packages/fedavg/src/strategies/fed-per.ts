import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { layerNames, localLayersSchema } from '../client-methods/layer-names.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const fedPer = defineStrategy({
  name: 'FedPer',
  summary: 'FedAvg for all but the named layers, which every device keeps to itself.',
  paper: 'Arivazhagan et al. 2019, Federated Learning with Personalization Layers',
  formula: 'w_shared ← w_shared + Σ nₖ·δₖ / Σ nₖ; the other layers never leave the device',
  cost: "The bytes of FedAvg without the device's own layers, which each client keeps.",
  hyperparams: z.object({ weightedBy: weightedBySchema, localLayers: localLayersSchema }),
  build: ({ weightedBy, localLayers }) => ({
    clientWork: {
      method: { name: 'local-layers', layers: layerNames(localLayers), headEpochs: 0 },
    },
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
