import { z } from 'zod';
import type { UpdateInfo } from './client-update.ts';

/** How much each client counts: Flower's `weighted_by_key`. */
export const weightedBySchema = z.enum(['num-examples', 'uniform']).default('num-examples').meta({
  title: 'Weighted by',
  description: 'Whether a client counts by the number of its examples, or every client the same.',
});
export type WeightedBy = z.output<typeof weightedBySchema>;

export const weightOf = ({ numExamples }: UpdateInfo, weightedBy: WeightedBy): number =>
  weightedBy === 'uniform' ? 1 : numExamples;
