import { requireFacts, type ServerOptimizer } from '../server-optimizer.ts';
import { addScaled } from '../vector.ts';

/**
 * The server of FedDyn (Acar et al. 2021, "Federated Learning Based on Dynamic Regularization",
 * algorithm 1): h ← h − α·(1/N)·Σ_S (wₖ − w), then w ← mean_S wₖ − h/α.
 *
 * Here δₖ = wₖ − w, so with S = the clients that reported and δ̄ their mean, (1/N)·Σ_S δₖ = |S|/N·δ̄:
 * h ← h − α·|S|/N·δ̄ and w ← w + δ̄ − h/α. Since every client keeps gₖ ← gₖ − α·δₖ, h is the mean of
 * all gₖ; where the model rests, gₖ is a client's gradient and h, their mean, is zero. The state is their
 * sum N·h, so that h is the mean also when others have joined.
 */
export const dynamicRegulariser = ({
  alpha,
}: {
  /** α > 0, the same as the clients'. */
  readonly alpha: number;
}): ServerOptimizer => ({
  name: 'dynamic regulariser',
  init: (size) => [new Float32Array(size)],
  apply: (weights, delta, [before], facts) => {
    const { numUpdates, numClients } = requireFacts(facts, 'FedDyn');
    const sum = addScaled(before as Float32Array, -alpha * numUpdates, delta);
    const moved = addScaled(weights, 1, delta);
    return { weights: addScaled(moved, -1 / (alpha * numClients), sum), state: [sum] };
  },
});
