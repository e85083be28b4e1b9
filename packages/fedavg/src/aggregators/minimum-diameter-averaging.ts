import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { linearRule, meanOf } from '../robust/linear-rule.ts';
import { smallestDiameter } from '../robust/smallest-diameter.ts';

/**
 * The plain mean of the n − f updates whose largest distance from one another is the least; of f or
 * fewer updates, the first.
 */
export const minimumDiameterAveraging = defineAggregator({
  name: 'MinimumDiameterAveraging',
  summary: 'The mean of those updates that lie closest together as a group.',
  paper: 'El Mhamdi et al. 2018, The Hidden Vulnerability of Distributed Learning in Byzantium',
  formula: 'Δ = mean of the n − f updates with the least max ‖δᵢ − δⱼ‖',
  cost: 'O(d·n²) time, and up to O(2^f·n²) for the choice; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({
    // The choice takes time that doubles with each.
    numMalicious: z.number().int().min(0).max(6).default(1).meta({
      title: 'Malicious clients',
      description: 'How many updates are left out (f); the time to choose doubles with each.',
    }),
  }),
  build: ({ numMalicious }) =>
    linearRule(
      'MinimumDiameterAveraging',
      (gram, { infos }) => {
        const keep = Math.max(1, infos.length - numMalicious);
        return meanOf(smallestDiameter(gram, infos.length, keep), infos.length);
      },
      2 * numMalicious + 1,
    ),
});
