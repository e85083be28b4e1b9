import { z } from 'zod';
import type { AdditiveAggregator } from '../aggregator.ts';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { requireScalar, type UpdateInfo } from '../client-update.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedSum } from '../weighted-sum.ts';

/** τ. A model that solves for its weights takes no steps, and then there is nothing to even out. */
const stepsOf = (info: UpdateInfo): number => Math.max(1, requireScalar(info, 'steps'));

/**
 * FedNova's normalised mean (Wang et al. 2020, equation 6, for plain local SGD, where ‖aₖ‖₁ = τₖ steps):
 * with pₖ = nₖ / Σ n and τ_eff = Σ pₖ·τₖ it is Δ = τ_eff · Σ pₖ·δₖ/τₖ, that is
 * Σ (nₖ/τₖ)·δₖ · Σ nₖ·τₖ / (Σ nₖ)². Who takes more steps does not count for more.
 */
export const createNormalisedMean = (): AdditiveAggregator =>
  weightedSum({
    name: 'NormalisedMean',
    weigh: (info) => info.numExamples / stepsOf(info),
    tally: (info) => [info.numExamples, info.numExamples * stepsOf(info)],
    divisor: ([examples = 0, exampleSteps = 0]) => examples ** 2 / exampleSteps,
  });

/**
 * τ̃ / τₖ with the median τ̃: the mean of updates multiplied by these, each counting by its examples, points
 * where the normalised one does. The median in the place of τ_eff, because one client that lies of its steps
 * must not lengthen all updates under a rule that is to stand it.
 */
const stepFactors = (infos: readonly UpdateInfo[]): Float64Array => {
  const steps = infos.map(stepsOf);
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  return Float64Array.from(steps, (own) => middle / own);
};

export const fedNova = defineStrategy({
  name: 'FedNova',
  summary: 'FedAvg that does not favour clients for taking more steps than others.',
  paper:
    'Wang et al. 2020, Tackling the Objective Inconsistency Problem in Heterogeneous Federated Optimization',
  formula: 'w ← w + η·τ_eff·Σ pₖ·δₖ/τₖ with pₖ = nₖ / Σ n, τ_eff = Σ pₖ·τₖ',
  cost: 'As FedAvg; clients tell how many steps they took.',
  hyperparams: z.object({
    serverLearningRate: z.number().positive().max(10).default(1).meta({
      title: 'Server learning rate',
      description: 'How far the global model moves along the normalised direction.',
    }),
    serverMomentum: z.number().min(0).lt(1).default(0).meta({
      title: 'Server momentum',
      description: 'How much of the last direction is kept.',
    }),
  }),
  build: ({ serverLearningRate, serverMomentum }) => ({
    clientWork: {},
    aggregator: createNormalisedMean(),
    serverOptimizer: sgd({ learningRate: serverLearningRate, momentum: serverMomentum }),
    needs: ['steps'],
    scaling: { factors: stepFactors, mean: createWeightedMean('num-examples') },
  }),
});
