import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { krumVariantSchema, rankByKrum } from '../robust/krum-scores.ts';
import { linearRule, meanOf } from '../robust/linear-rule.ts';
import { numMaliciousSchema } from '../robust/num-malicious.ts';

/**
 * The plain mean of the updates with the best Krum scores. It keeps `keep` of them, but never more
 * than there are; if that is 0, all but the malicious ones, and at least one.
 */
export const multiKrum = defineAggregator({
  name: 'MultiKrum',
  summary: 'The mean of the updates that lie closest to their neighbours.',
  paper:
    'Blanchard et al. 2017, Machine Learning with Adversaries: Byzantine Tolerant Gradient Descent',
  formula: 'Δ = mean of the m updates δᵢ with the least Σ ‖δᵢ − δⱼ‖² over their n − f − 2 nearest',
  cost: 'O(d·n²) time; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({
    numMalicious: numMaliciousSchema,
    keep: z.number().int().min(0).max(10_000).default(0).meta({
      title: 'Updates kept',
      description: 'How many of the best updates are averaged (m); 0 keeps all but the malicious.',
    }),
    variant: krumVariantSchema,
  }),
  build: ({ numMalicious, keep, variant }) =>
    linearRule(
      'MultiKrum',
      (gram, { infos }) => {
        const count = infos.length;
        const everyone = infos.map((_, row) => row);
        const kept = keep > 0 ? keep : Math.max(1, count - numMalicious);
        const ranked = rankByKrum(gram, everyone, { variant, numMalicious });
        return meanOf(ranked.slice(0, kept), count);
      },
      2 * numMalicious + 3,
    ),
});
