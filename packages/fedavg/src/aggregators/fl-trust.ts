import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { type Gram, innerProduct, squaredNorm } from '../robust/gram.ts';
import { linearRule } from '../robust/linear-rule.ts';

/**
 * Trusts an update as far as it points where the server's own one does, which was trained on a small
 * root set, and gives all of them its length. When nobody is trusted the result is zero: the model
 * stays as it is, because the server's examples are too few to learn from alone.
 */
export const flTrust = defineAggregator({
  name: 'FLTrust',
  summary: 'Counts each update by how well it agrees with one that the server trained itself.',
  paper: 'Cao et al. 2021, FLTrust: Byzantine-robust Federated Learning via Trust Bootstrapping',
  formula: 'Δ = Σ TSᵢ·δᵢ·‖δ₀‖ / ‖δᵢ‖ / Σ TSᵢ with TSᵢ = max(0, cos(δᵢ, δ₀))',
  cost: 'O(d·n²) time; one block of every update in memory; a root set and its training each round',
  additive: false,
  needs: ['root'],
  params: z.object({}),
  build: () =>
    linearRule('FLTrust', (gram, { infos, hasRoot }) => {
      if (!hasRoot) throw new RangeError('FLTrust needs an update of the server’s own.');
      return trustCoefficients(gram, infos.length);
    }),
});

/** One coefficient per client; all 0 when nobody is trusted. @param root the row of the server's delta */
const trustCoefficients = (gram: Gram, root: number): Float64Array => {
  const length = (row: number) => Math.sqrt(squaredNorm(gram, row));
  const coefficients = new Float64Array(root);
  let total = 0;
  for (let row = 0; row < root; row++) {
    const lengths = length(row) * length(root);
    const trust = lengths > 0 ? Math.max(0, innerProduct(gram, row, root) / lengths) : 0;
    if (!(trust > 0)) continue;
    coefficients[row] = (trust * length(root)) / length(row);
    total += trust;
  }
  return total > 0 ? coefficients.map((coefficient) => coefficient / total) : coefficients;
};
