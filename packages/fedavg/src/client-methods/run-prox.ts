import type { ClientMethod } from './client-method.ts';

interface ProxParams {
  /** μ ≥ 0. */
  readonly mu: number;
}

/**
 * FedProx (Li et al. 2020, "Federated Optimization in Heterogeneous Networks", algorithm 2): minimises
 * F(w) + μ/2·‖w − w₀‖² from the global weights w₀. A model that solves for its weights is not held back.
 */
export const runProx: ClientMethod<ProxParams> = async ({ mu }, { global, train }) => {
  const trained = await train({ start: global, proximalMu: mu });
  return { update: trained.delta, memory: null, trained };
};
