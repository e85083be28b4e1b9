import { clientWorkSchema } from '@tributary/fedavg';
import { z } from 'zod';

const optimizerSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('sgd') }),
  z.object({
    name: z.literal('momentum'),
    momentum: z.number().min(0).lt(1).default(0.9),
    nesterov: z.boolean().default(false),
  }),
  z.object({
    name: z.literal('adam'),
    beta1: z.number().min(0).lt(1).default(0.9),
    beta2: z.number().min(0).lt(1).default(0.999),
    epsilon: z.number().positive().default(1e-7),
  }),
]);

/** Everything that the trainer can be asked to do with a device's examples in one round. */
export const localWorkSchema = clientWorkSchema.extend({
  optimizer: optimizerSchema.optional().meta({
    title: 'Client optimizer',
    description: 'How a device turns gradients into steps; plain SGD without it.',
  }),
  proximalMu: z.number().min(0).optional().meta({
    title: 'Proximal term',
    description:
      'Pulls a device back to the global weights with this strength (μ of FedProx, Li et al. 2020).',
  }),
  trainable: z.array(z.string().min(1)).min(1).optional().meta({
    title: 'Layers to train',
    description:
      'Weights whose names begin with one of these are trained; the others stay as they are.',
  }),
  microBatchSize: z.number().int().min(1).optional().meta({
    title: 'Micro-batch size',
    description:
      'Cuts each batch into parts of this many examples, to save memory; the step stays the same.',
  }),
  recompute: z.boolean().optional().meta({
    title: 'Recompute activations',
    description: "Saves memory by computing a deep model's blocks twice (Chen et al. 2016).",
  }),
  maxSeconds: z.number().positive().optional().meta({
    title: 'Time budget',
    description: 'Stops after this many seconds of a round and sends what has been learnt by then.',
  }),
});
export type LocalWork = z.output<typeof localWorkSchema>;
