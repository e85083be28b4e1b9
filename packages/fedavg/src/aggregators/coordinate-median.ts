import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { coordinateRule } from '../robust/coordinate-rule.ts';

/**
 * The median of every coordinate; of an even number, the mean of the two in the middle. Flower's
 * FedMedian. How many examples a client has does not matter.
 */
export const coordinateMedian = defineAggregator({
  name: 'CoordinateMedian',
  summary: 'The middle value of every weight, whatever the extremes are.',
  paper:
    'Yin et al. 2018, Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates',
  formula: 'Δⱼ = median of δ₁ⱼ … δₙⱼ',
  cost: 'O(d·n·log² n) time; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({}),
  build: () =>
    coordinateRule('CoordinateMedian', (count) => ({
      kind: 'range',
      from: (count - 1) >> 1,
      until: (count >> 1) + 1,
    })),
});
