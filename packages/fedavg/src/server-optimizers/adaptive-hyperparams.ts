import { z } from 'zod';
import { weightedBySchema } from '../weighted-by.ts';
import { averagingSchema } from './iterate-average.ts';

/** What FedAdagrad, FedAdam and FedYogi share. */
export interface AdaptiveDefaults {
  readonly serverLearningRate: number;
  readonly beta1: number;
}

/**
 * The settings of an adaptive strategy. The defaults are Flower's, but for FedAdam's rate: Flower's 0.1 makes
 * the first rounds step far beyond what clients ask for.
 */
export const adaptiveHyperparams = ({ serverLearningRate, beta1 }: AdaptiveDefaults) => ({
  weightedBy: weightedBySchema,
  serverLearningRate: z.number().positive().max(10).default(serverLearningRate).meta({
    title: 'Server learning rate',
    description: 'How far a weight moves in a round whose direction is steady.',
  }),
  beta1: z.number().min(0).lt(1).default(beta1).meta({
    title: 'Beta 1',
    description: 'How much of the last direction is kept.',
  }),
  tau: z.number().positive().max(1).default(0.001).meta({
    title: 'Adaptivity (τ)',
    description: 'Weights that move less than this in a round are not sped up.',
  }),
  variant: z.enum(['paper', 'flower', 'tff']).default('paper').meta({
    title: 'Variant',
    description:
      'Whose starting values and bias correction are used: those of the paper, of Flower or of TensorFlow Federated.',
  }),
  averaging: averagingSchema,
});

export const beta2Schema = z.number().min(0).lt(1).default(0.99).meta({
  title: 'Beta 2',
  description: 'How much of the last size of the steps is kept.',
});
