import { z } from 'zod';
import { defineAttack } from '../attack.ts';
import { honestDeviation, honestMean } from '../attack-tools/honest-statistics.ts';
import { largestDeviation } from '../attack-tools/largest-deviation.ts';

/** Stays so close to the honest mean that it passes for honest, and yet shifts it. */
export const alie = defineAttack({
  name: 'ALIE',
  summary: 'Shifts every weight by as much as passes unnoticed among the honest updates.',
  paper: 'Baruch et al. 2019, A Little Is Enough: Circumventing Defenses For Distributed Learning',
  formula: 'δⱼ = mean + z·std of the honest, z = Φ⁻¹((n − f − s) / (n − f)), s = ⌊n/2⌋ + 1 − f',
  params: z.object({
    deviations: z.number().min(0).max(100).default(0).meta({
      title: 'Deviations',
      description: 'By how many standard deviations it shifts (z); 0 takes the paper’s largest.',
    }),
  }),
  craft: (scene, { deviations }) => {
    const mean = honestMean(scene);
    const deviation = honestDeviation(scene, mean);
    const shift = deviations > 0 ? deviations : largestDeviation(scene);
    return Float32Array.from(mean, (value, j) => value + shift * (deviation[j] as number));
  },
});
