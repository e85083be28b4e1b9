import { z } from 'zod';
import { groupNorm, groupNormWeights } from '../../layers/group-norm.ts';
import type { Tensor } from '../../model.ts';
import { layerKind, shapeOfRank } from '../layer-kind.ts';

/** Each example's channels in groups, over the whole picture: scale [channels] and shift [channels]. */
export const groupNormalizationKind = layerKind({
  params: z.strictObject({
    groups: z.number().int().min(1).max(65_536).default(32),
    epsilon: z.number().positive().max(1).default(1e-3),
  }),
  build: ({ name, params: { groups, epsilon }, shapes }) => {
    const shape = shapeOfRank(shapes, 'height, width, channels');
    const channels = shape[2] as number;
    if (channels % groups !== 0) {
      throw new RangeError(`its ${groups} groups do not divide ${channels} channels`);
    }
    return {
      shape,
      weights: groupNormWeights(name, channels),
      forward: (tf, [x], weights) => groupNorm(tf, x as Tensor, weights, { groups, epsilon }),
    };
  },
});
