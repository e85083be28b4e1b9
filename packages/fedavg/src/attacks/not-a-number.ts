import { z } from 'zod';
import { defineAttack } from '../attack.ts';

/** Screening stops it; without that, one such update would make all weights of the model NaN. */
export const notANumber = defineAttack({
  name: 'NotANumber',
  summary: 'Sends NaN or infinity instead of numbers.',
  paper:
    'Pillutla et al. 2022, Robust Aggregation for Federated Learning (its server refuses such norms)',
  formula: 'δⱼ = NaN, or ∞',
  params: z.object({
    value: z.enum(['nan', 'infinity']).default('nan').meta({
      title: 'Value',
      description: 'What every weight of the update is.',
    }),
  }),
  craft: ({ own }, { value }) =>
    own.map(() => (value === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY)),
});
