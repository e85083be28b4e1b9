import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { krumScores, krumVariantSchema, neighbourCount } from '../robust/krum-scores.ts';
import { linearRule, meanOf } from '../robust/linear-rule.ts';
import { rankRows } from '../robust/nearest.ts';
import { numMaliciousSchema } from '../robust/num-malicious.ts';

/**
 * The one update that lies closest to its neighbours; of two that tie, the shorter one. Its guarantee
 * asks for n ≥ 2f + 3; with fewer updates it is judged by at least one neighbour.
 */
export const krum = defineAggregator({
  name: 'Krum',
  summary: 'Takes the one update that lies closest to its neighbours.',
  paper:
    'Blanchard et al. 2017, Machine Learning with Adversaries: Byzantine Tolerant Gradient Descent',
  formula: 'Δ = the δᵢ with the least Σ ‖δᵢ − δⱼ‖² over its n − f − 2 nearest',
  cost: 'O(d·n²) time; one block of every update in memory; most updates count for nothing',
  additive: false,
  needs: [],
  params: z.object({ numMalicious: numMaliciousSchema, variant: krumVariantSchema }),
  build: ({ numMalicious, variant }) =>
    linearRule(
      'Krum',
      (gram, { infos }) => {
        const count = infos.length;
        const everyone = infos.map((_, row) => row);
        const neighbours = neighbourCount(variant, { count, numMalicious });
        const ranked = rankRows(gram, everyone, krumScores(gram, everyone, neighbours));
        return meanOf(ranked.slice(0, 1), count);
      },
      2 * numMalicious + 3,
    ),
});
