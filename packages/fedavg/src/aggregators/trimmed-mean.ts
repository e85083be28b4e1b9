import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { coordinateRule } from '../robust/coordinate-rule.ts';

/** ⌊β·n⌋, for a β that was written as a decimal: 0.29 of 100 are 29. */
const trimmedPerSide = (beta: number, count: number): number => Math.floor(beta * count + 1e-9);

/** The mean of every coordinate without its ⌊β·n⌋ smallest and largest values. Flower's FedTrimmedAvg. */
export const trimmedMean = defineAggregator({
  name: 'TrimmedMean',
  summary: 'The mean of every weight after the smallest and largest values are dropped.',
  paper:
    'Yin et al. 2018, Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates',
  formula: 'Δⱼ = mean of δ₁ⱼ … δₙⱼ without the ⌊β·n⌋ smallest and the ⌊β·n⌋ largest',
  cost: 'O(d·n·log² n) time; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({
    beta: z.number().min(0).max(0.499).default(0.2).meta({
      title: 'Trimmed on each side',
      description: 'The part of the values that is dropped at either end (β): below one half.',
    }),
  }),
  build: ({ beta }) =>
    coordinateRule('TrimmedMean', (count) => {
      const dropped = trimmedPerSide(beta, count);
      return { kind: 'range', from: dropped, until: count - dropped };
    }),
});
