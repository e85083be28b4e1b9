import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { coordinateRule } from '../robust/coordinate-rule.ts';
import { numMaliciousSchema } from '../robust/num-malicious.ts';

/**
 * Mean around the median: the mean of the n − f values of every coordinate that are closest to its median; the smaller of two
 * that are as close. Of f or fewer updates the closest one is left. The name is ByzFL's.
 */
export const meamed = defineAggregator({
  name: 'Meamed',
  summary: 'The mean of the values of every weight that are closest to the middle one.',
  paper: 'Xie et al. 2018, Generalized Byzantine-tolerant SGD',
  formula: 'Δⱼ = mean of the n − f values δᵢⱼ closest to their median',
  cost: 'O(d·n·log² n) time; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({ numMalicious: numMaliciousSchema }),
  build: ({ numMalicious }) =>
    coordinateRule(
      'Meamed',
      (count) => ({
        kind: 'closest',
        keep: Math.max(1, count - numMalicious),
      }),
      2 * numMalicious + 1,
    ),
});
