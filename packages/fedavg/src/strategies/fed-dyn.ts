import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { dynamicRegulariser } from '../server-optimizers/dynamic-regulariser.ts';
import { defineStrategy } from '../strategy.ts';

/** All clients count the same, as in the paper: with other weights h would not be the mean of the gₖ. */
export const fedDyn = defineStrategy({
  name: 'FedDyn',
  summary:
    "Bends each client's loss round by round, until all of them are lowest at the same model.",
  paper: 'Acar et al. 2021, Federated Learning Based on Dynamic Regularization',
  formula:
    'clients minimise F(w) − ⟨gₖ, w⟩ + α/2·‖w − w₀‖²; h ← h − α·|S|/N·mean δₖ, w ← w + mean δₖ − h/α',
  cost: 'The bytes of FedAvg; one more vector on the server, and one kept on each client.',
  hyperparams: z.object({
    alpha: z.number().positive().max(100).default(0.01).meta({
      title: 'Regularisation (α)',
      description:
        'How firmly clients are held to the global model; smaller lets them move faster.',
    }),
  }),
  build: ({ alpha }) => ({
    clientWork: { method: { name: 'dyn', alpha } },
    aggregator: createWeightedMean('uniform'),
    serverOptimizer: dynamicRegulariser({ alpha }),
    ownAggregator: 'its correction holds only for the mean of the updates.',
  }),
});
