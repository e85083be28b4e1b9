import { z } from 'zod';

/** What a cohort member does with its data in one round. The form, the API and the wire use this schema. */
export const clientWorkSchema = z.object({
  epochs: z.number().int().min(1).max(100).default(1).meta({
    title: 'Local epochs',
    description:
      'How often each client passes over its own examples in a round (E in McMahan et al. 2017).',
  }),
  batchSize: z.number().int().min(1).max(4096).default(10).meta({
    title: 'Batch size',
    description: 'Examples per local gradient step (B in McMahan et al. 2017).',
  }),
  learningRate: z.number().positive().max(100).default(0.05).meta({
    title: 'Client learning rate',
    description: 'Step size of the local stochastic gradient descent.',
  }),
});
export type ClientWork = z.output<typeof clientWorkSchema>;
