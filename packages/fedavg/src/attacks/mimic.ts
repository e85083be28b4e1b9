import { z } from 'zod';
import { defineAttack } from '../attack.ts';

export const mimic = defineAttack({
  name: 'Mimic',
  summary: 'Copies one honest client, so that its data counts for too much.',
  paper:
    'Karimireddy et al. 2022, Byzantine-Robust Learning on Heterogeneous Datasets via Bucketing',
  formula: 'δ = the update of one honest client',
  params: z.object({
    target: z.number().int().min(0).max(10_000).default(0).meta({
      title: 'Copied client',
      description: 'Which honest client of the round is copied, counted from 0.',
    }),
  }),
  craft: ({ honest, own }, { target }) =>
    Float32Array.from(honest[target % Math.max(1, honest.length)] ?? own),
});
