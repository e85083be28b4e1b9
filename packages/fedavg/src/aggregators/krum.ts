import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { krumVariantSchema, rankByKrum } from '../robust/krum-scores.ts';
import { linearRule, meanOf } from '../robust/linear-rule.ts';
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
        const everyone = infos.map((_, row) => row);
        const ranked = rankByKrum(gram, everyone, { variant, numMalicious });
        return meanOf(ranked.slice(0, 1), infos.length);
      },
      2 * numMalicious + 3,
    ),
});
