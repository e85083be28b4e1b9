import { z } from 'zod';
import { defineAttack } from '../attack.ts';

/** Model replacement: the mean of the round becomes the attacker's own model if all others hold still. */
export const scaling = defineAttack({
  name: 'Scaling',
  summary: 'Stretches its own update so far that it replaces the mean of all.',
  paper: 'Bagdasaryan et al. 2020, How To Backdoor Federated Learning',
  formula: 'δ = c·own, c = n / f',
  poisons: 'update',
  params: z.object({
    factor: z.number().min(0).max(1e6).default(0).meta({
      title: 'Factor',
      description: 'By how much the update is stretched (c); 0 takes n / f of the round.',
    }),
  }),
  craft: ({ own, numClients, numMalicious }, { factor }) => {
    const stretch = factor > 0 ? factor : numClients / Math.max(1, numMalicious);
    return own.map((value) => stretch * value);
  },
});
