import { z } from 'zod';
import { defineAttack } from '../attack.ts';
import { honestMean } from '../attack-tools/honest-statistics.ts';

export const innerProductManipulation = defineAttack({
  name: 'InnerProductManipulation',
  summary: 'Sends the honest mean turned round, so that the result points away from it.',
  paper:
    'Xie et al. 2020, Fall of Empires: Breaking Byzantine-tolerant SGD by Inner Product Manipulation',
  formula: 'δ = −τ·mean of the honest',
  params: z.object({
    tau: z.number().positive().max(1e6).default(2).meta({
      title: 'Factor',
      description: 'By how much the honest mean is stretched (τ, ε in the paper).',
    }),
  }),
  craft: (scene, { tau }) => Float32Array.from(honestMean(scene), (value) => -tau * value),
});
