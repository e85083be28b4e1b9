import { addScaled, subtract } from '../vector.ts';
import type { ClientMethod } from './client-method.ts';

interface DittoParams {
  /** λ ≥ 0. */
  readonly lambda: number;
  readonly personalEpochs: number;
}

/**
 * Ditto (Li et al. 2021, "Ditto: Fair and Robust Federated Learning Through Personalization",
 * algorithm 1): trains the global model as FedAvg does, and besides a personal model v, kept from round
 * to round, by v ← v − η·(∇F(v) + λ·(v − w)) with the global weights w of the round.
 *
 * A pass pulls towards its own start v₀, so the pull towards w is the proximal term and a constant:
 * λ·(v − w) = λ·(v − v₀) + λ·(v₀ − w). v begins at the first w. A model that solves for its weights feels
 * no pull: v is then what fits the device's own examples.
 */
export const runDitto: ClientMethod<DittoParams> = async (
  { lambda, personalEpochs },
  { global, memory, train },
) => {
  const start = memory ?? global;
  const trained = await train({ start: global });
  const drift = subtract(start, global).map((value) => lambda * value);
  const personal = await train({ start, drift, proximalMu: lambda, epochs: personalEpochs });
  return {
    update: trained.delta,
    memory: addScaled(start, 1, personal.delta),
    trained,
    personal,
  };
};
