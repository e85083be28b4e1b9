import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { linearRule } from '../robust/linear-rule.ts';
import { weiszfeld } from '../robust/weiszfeld.ts';
import { weightedBySchema, weightOf } from '../weighted-by.ts';

/** The point with the least sum of distances to all updates, by smoothed Weiszfeld steps (RFA). */
export const geometricMedian = defineAggregator({
  name: 'GeometricMedian',
  summary: 'The point whose distances to all updates add up to the least.',
  paper: 'Pillutla et al. 2022, Robust Aggregation for Federated Learning (RFA)',
  formula: 'Δ = argmin_v Σ wᵢ·‖v − δᵢ‖, by v ← Σ βᵢδᵢ / Σ βᵢ with βᵢ = wᵢ / max(ν, ‖v − δᵢ‖)',
  cost: 'O(d·n²) time, whatever the number of steps; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({
    maxIterations: z.number().int().min(1).max(10_000).default(100).meta({
      title: 'Steps at most',
      description:
        'Weiszfeld steps. They cost next to nothing here; RFA did with 4, as each cost it a round of communication.',
    }),
    smoothing: z.number().positive().max(1000).default(1e-5).meta({
      title: 'Smoothing',
      description: 'The least distance that an update is divided by (ν).',
    }),
    tolerance: z.number().min(0).max(1).default(1e-6).meta({
      title: 'Tolerance',
      description: 'Steps end when the sum of distances changes by less than this part of it.',
    }),
    weightedBy: weightedBySchema,
    start: z.enum(['mean', 'zero']).default('mean').meta({
      title: 'First guess',
      description: 'The mean of the updates, as in RFA, or zero, as in ByzFL.',
    }),
  }),
  build: (params) =>
    linearRule('GeometricMedian', (gram, { infos }) => {
      const weights = Float64Array.from(infos, (info) => weightOf(info, params.weightedBy));
      return weiszfeld(gram, weights, params);
    }),
});
