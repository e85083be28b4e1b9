import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { requireScalar, type UpdateInfo } from '../client-update.ts';
import { clipFactor } from '../robust/adaptive-clipping.ts';
import { weightedBySchema, weightOf } from '../weighted-by.ts';
import { weightedSum } from '../weighted-sum.ts';

/**
 * The weighted mean of updates that are cut to a norm, or left out if they are longer; they count in
 * full in the denominator. So the sum is linear: `weigh` is the weight times what the clipping leaves.
 */
export const normClipping = defineAggregator({
  name: 'NormClipping',
  summary: 'The mean of all updates after long ones are shortened to a bound.',
  paper: 'Sun et al. 2019, Can You Really Backdoor Federated Learning?',
  formula: 'Δ = Σ nₖ·δₖ·min(1, C / ‖δₖ‖) / Σ nₖ',
  cost: 'O(n·d) time; memory does not grow with n',
  additive: true,
  needs: ['norm'],
  params: z.object({
    clipNorm: z.number().positive().max(1e6).default(1).meta({
      title: 'Clip norm',
      description: 'The Euclidean norm that no update may exceed (C).',
    }),
    excess: z.enum(['clip', 'zero']).default('clip').meta({
      title: 'Longer updates',
      description: 'Whether an update that is longer is shortened, or counts as one of zeros.',
    }),
    weightedBy: weightedBySchema,
  }),
  build: ({ clipNorm, excess, weightedBy }) => {
    const factor = (info: UpdateInfo): number => {
      const kept = clipFactor(requireScalar(info, 'norm'), clipNorm);
      return excess === 'zero' && kept < 1 ? 0 : kept;
    };
    return weightedSum({
      name: 'NormClipping',
      weigh: (info) => weightOf(info, weightedBy) * factor(info),
      tally: (info) => [weightOf(info, weightedBy)],
      divisor: ([total = 0]) => total,
    });
  },
});
