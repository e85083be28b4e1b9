import { z } from 'zod';
import { defineAttack } from '../attack.ts';

/** Wants the model without any work: sends the weights back as they came, perhaps with noise as a disguise. */
export const freeRider = defineAttack({
  name: 'FreeRider',
  summary: 'Does not train at all, and sends back what it got.',
  paper: 'Fraboni et al. 2021, Free-rider Attacks on Model Aggregation in Federated Learning',
  formula: 'δ = 0, or noise from N(0, σ²)',
  params: z.object({
    std: z.number().min(0).max(1e6).default(0).meta({
      title: 'Disguise',
      description: 'The standard deviation of noise that hides the zeros (σ); 0 sends zeros.',
    }),
  }),
  craft: ({ own, random }, { std }) => own.map(() => (std === 0 ? 0 : std * random.normal())),
});
