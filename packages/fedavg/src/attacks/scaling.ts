import { z } from 'zod';
import { defineAttack } from '../attack.ts';
import { flipLabels } from './label-flip.ts';

/**
 * Model replacement: the mean of the round becomes the attacker's own model if all others hold still. That
 * model is one that takes each class for another; stretching alone would only be a longer step.
 */
export const scaling = defineAttack({
  name: 'Scaling',
  summary:
    'Learns turned labels, and stretches its update so far that it replaces the mean of all.',
  paper: 'Bagdasaryan et al. 2020, How To Backdoor Federated Learning',
  formula: 'y → K − 1 − y, δ = c·own, c = n / f',
  params: z.object({
    factor: z.number().min(0).max(1e6).default(0).meta({
      title: 'Factor',
      description: 'By how much the update is stretched (c); 0 takes n / f of the round.',
    }),
  }),
  poisonLabels: flipLabels,
  craft: ({ own, numClients, numMalicious }, { factor }) => {
    const stretch = factor > 0 ? factor : numClients / Math.max(1, numMalicious);
    return own.map((value) => stretch * value);
  },
});
