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

/** By what method a client learns: a strategy decides it, so that no form asks for it. */
export const clientMethodSchema = z.discriminatedUnion('name', [
  /** Plain gradient steps. */
  z.object({ name: z.literal('sgd') }),
  /** FedProx: μ pulls towards the global weights. */
  z.object({ name: z.literal('prox'), mu: z.number().min(0) }),
  /** SCAFFOLD: control variates take the client's own drift out of every gradient. */
  z.object({ name: z.literal('scaffold') }),
  /** FedDyn: a linear term and α's pull, both towards what all clients agree on. */
  z.object({ name: z.literal('dyn'), alpha: z.number().positive() }),
  /** FedPer, and FedRep where there are epochs for the device's own layers. */
  z.object({
    name: z.literal('local-layers'),
    /** Names of the layers that stay on the device; "last" is the last one. */
    layers: z.array(z.string().min(1).max(500)).min(1).max(500),
    /** Passes over the examples that train these layers alone, before the others; 0 trains all at once. */
    headEpochs: z.number().int().min(0).max(100),
  }),
  /** Ditto: besides, a personal model that λ pulls towards the global weights. */
  z.object({
    name: z.literal('ditto'),
    lambda: z.number().min(0),
    /** Passes over the examples that train the personal model. */
    personalEpochs: z.number().int().min(1).max(100),
  }),
]);
export type ClientMethodSpec = z.output<typeof clientMethodSchema>;

/** What a round plan asks of a client: the run's settings, and the strategy's method. */
export const roundWorkSchema = clientWorkSchema.extend({
  method: clientMethodSchema.default({ name: 'sgd' }),
});
export type RoundWork = z.output<typeof roundWorkSchema>;
