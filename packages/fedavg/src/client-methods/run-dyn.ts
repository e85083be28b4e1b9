import { addScaled } from '../vector.ts';
import type { ClientMethod } from './client-method.ts';

interface DynParams {
  /** α > 0. */
  readonly alpha: number;
}

/**
 * FedDyn (Acar et al. 2021, "Federated Learning Based on Dynamic Regularization", algorithm 1):
 * minimises F(w) − ⟨gₖ, w⟩ + α/2·‖w − w₀‖² from the global weights w₀. The linear term adds −gₖ to every
 * gradient, the square α·(w − w₀), which is a proximal term. Where the minimum is reached,
 * ∇F(w) = gₖ − α·(w − w₀); so the client keeps gₖ ← gₖ − α·δ, which begins at zero.
 *
 * A model that solves for its weights minimises F alone, of which gₖ can say nothing: it stays.
 */
export const runDyn: ClientMethod<DynParams> = async ({ alpha }, { global, memory, train }) => {
  const gradient = memory ?? new Float32Array(global.length);
  const drift = gradient.map((value) => -value);
  const trained = await train({ start: global, drift, proximalMu: alpha });
  const next = trained.steps === 0 ? gradient.slice() : addScaled(gradient, -alpha, trained.delta);
  return { update: trained.delta, memory: next, trained };
};
