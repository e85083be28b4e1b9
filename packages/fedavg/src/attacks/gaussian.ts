import { z } from 'zod';
import { defineAttack } from '../attack.ts';

export const gaussian = defineAttack({
  name: 'Gaussian',
  summary: 'Sends normal noise and nothing else.',
  paper:
    'Blanchard et al. 2017, Machine Learning with Adversaries: Byzantine Tolerant Gradient Descent',
  formula: 'δⱼ from N(0, σ²)',
  params: z.object({
    std: z.number().positive().max(1e6).default(1).meta({
      title: 'Standard deviation',
      description: 'Of the noise in every weight (σ).',
    }),
  }),
  craft: ({ own, random }, { std }) => own.map(() => std * random.normal()),
});
