import { addScaled, concatenate, subtract } from '../vector.ts';
import type { ClientMethod } from './client-method.ts';

/**
 * SCAFFOLD (Karimireddy et al. 2020, "SCAFFOLD: Stochastic Controlled Averaging for Federated Learning",
 * algorithm 1, lines 7 to 14, with option II for plain local SGD):
 *
 * - K steps y ← y − η·(g(y) − cₖ + c), so the drift on every gradient is c − cₖ;
 * - cₖ⁺ = cₖ − c + (w − y)/(K·η) = cₖ − c − δ/(K·η), the mean of the gradients along the way;
 * - sends [δ, cₖ⁺ − cₖ], keeps cₖ⁺.
 *
 * Both variates begin at zero. A model that solves for its weights has no gradients to correct: cₖ stays.
 */
export const runScaffold: ClientMethod<unknown> = async (
  _,
  { global, shared, memory, learningRate, train },
) => {
  const c = shared ?? new Float32Array(global.length);
  const ck = memory ?? new Float32Array(global.length);
  const trained = await train({ start: global, drift: subtract(c, ck) });
  const { delta, steps } = trained;
  const next =
    steps === 0 ? ck.slice() : addScaled(subtract(ck, c), -1 / (steps * learningRate), delta);
  return { update: concatenate(delta, subtract(next, ck)), memory: next, trained };
};
