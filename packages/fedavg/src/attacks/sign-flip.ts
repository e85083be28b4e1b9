import { z } from 'zod';
import { defineAttack } from '../attack.ts';
import { honestMean } from '../attack-tools/honest-statistics.ts';

export const signFlip = defineAttack({
  name: 'SignFlip',
  summary: 'Sends the opposite of what was learnt.',
  paper:
    'Li et al. 2019, RSA: Byzantine-Robust Stochastic Aggregation Methods for Distributed Learning',
  formula: 'δ = −c·own, or −c·mean of the honest',
  params: z.object({
    factor: z.number().positive().max(1e6).default(1).meta({
      title: 'Factor',
      description: 'By how much the opposite is stretched (c).',
    }),
    of: z.enum(['own', 'honest-mean']).default('own').meta({
      title: 'Opposite of',
      description: 'Its own update, or the mean of the honest ones as in ByzFL.',
    }),
  }),
  craft: (scene, { factor, of }) =>
    Float32Array.from(of === 'own' ? scene.own : honestMean(scene), (value) => -factor * value),
});
