import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { reduceCoordinates } from '../robust/coordinate-rule.ts';
import { type Gram, gramOf } from '../robust/gram.ts';
import { rankByKrum } from '../robust/krum-scores.ts';
import { numMaliciousSchema } from '../robust/num-malicious.ts';
import { requireUpdates } from '../robust/require-updates.ts';

/**
 * Picks θ = n − 2f updates by Krum, then takes for every coordinate the mean of the β = θ − 2f values
 * closest to the median of the picked. Its guarantee asks for n ≥ 4f + 3; with fewer updates θ and β
 * are at least 1.
 */
export const bulyan = defineAggregator({
  name: 'Bulyan',
  summary: 'Picks updates by Krum and averages the values closest to their median.',
  paper:
    'El Mhamdi et al. 2018, The Hidden Vulnerability of Distributed Learning in Byzantium (Bulyan)',
  formula: 'Δⱼ = mean of the θ − 2f values closest to the median, over θ = n − 2f picks of Krum',
  cost: 'O(d·n²) time, and O(n³·log n) for the picks; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({
    numMalicious: numMaliciousSchema,
    variant: z.enum(['paper', 'flower']).default('paper').meta({
      title: 'Picks',
      description:
        'Whether the rest is scored again after each pick, as in the paper, or all are picked at once, as in Flower’s newer code.',
    }),
  }),
  build: ({ numMalicious, variant }) => ({
    name: 'Bulyan',
    additive: false,
    leastUpdates: 4 * numMalicious + 3,
    aggregate: (updates) => {
      requireUpdates(updates);
      const count = updates.infos.length;
      const picks = Math.max(1, count - 2 * numMalicious);
      const pick = variant === 'paper' ? pickOneByOne : pickAtOnce;
      const picked = pick(gramOf(updates), { count, numMalicious, picks });
      const keep = Math.max(1, picks - 2 * numMalicious);
      return reduceCoordinates(
        updates,
        picked.sort((a, b) => a - b),
        { kind: 'closest', keep },
      );
    },
  }),
});

interface Picking {
  readonly count: number;
  readonly numMalicious: number;
  readonly picks: number;
}

/** Krum's winner among those that are left, again and again. */
const pickOneByOne = (gram: Gram, { count, numMalicious, picks }: Picking): number[] => {
  const left = Array.from({ length: count }, (_, row) => row);
  const picked: number[] = [];
  while (picked.length < picks) {
    const [best = 0] = rankByKrum(gram, left, { variant: 'paper', numMalicious });
    picked.push(...left.splice(left.indexOf(best), 1));
  }
  return picked;
};

/** The best of one Multi-Krum. */
const pickAtOnce = (gram: Gram, { count, numMalicious, picks }: Picking): number[] => {
  const everyone = Array.from({ length: count }, (_, row) => row);
  return rankByKrum(gram, everyone, { variant: 'flower', numMalicious }).slice(0, picks);
};
