import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { clipFactor } from '../robust/adaptive-clipping.ts';
import { distancesTo } from '../robust/gram.ts';
import { linearRule } from '../robust/linear-rule.ts';

/**
 * Starts from the model as it is (a delta of zero) and moves by the mean of the updates' differences
 * from there, each clipped. The paper starts from the last round's result instead.
 */
export const centeredClipping = defineAggregator({
  name: 'CenteredClipping',
  summary: 'Moves by the mean of the updates, none of which may pull harder than a bound.',
  paper: 'Karimireddy et al. 2021, Learning from History for Byzantine Robust Optimization',
  formula: 'v ← v + mean of (δᵢ − v)·min(1, τ / ‖δᵢ − v‖), from v = 0',
  cost: 'O(d·n²) time, whatever the number of steps; one block of every update in memory',
  additive: false,
  needs: [],
  params: z.object({
    clipNorm: z.number().positive().max(1e6).default(1).meta({
      title: 'Clip norm',
      description: 'How far from the centre an update may pull (τ), as a Euclidean norm.',
    }),
    iterations: z.number().int().min(1).max(1000).default(3).meta({
      title: 'Steps',
      description: 'How often the centre is moved in a round.',
    }),
  }),
  build: ({ clipNorm, iterations }) =>
    linearRule('CenteredClipping', (gram, { infos }) => {
      const count = infos.length;
      let centre = new Float64Array(count);
      for (let step = 0; step < iterations; step++) {
        const pulls = distancesTo(gram, centre).map((d) => clipFactor(d, clipNorm) / count);
        const kept = 1 - pulls.reduce((sum, pull) => sum + pull, 0);
        centre = centre.map((c, i) => c * kept + (pulls[i] as number));
      }
      return centre;
    }),
});
