import { addScaled } from '../vector.ts';
import type { ClientMethod } from './client-method.ts';
import { localManifest, putLocal, sharedManifest, takeLocal, takeShared } from './shared-layers.ts';

interface LocalLayersParams {
  /** Names of the layers that stay on the device; "last" is the last one. */
  readonly layers: readonly string[];
  /** τ of FedRep: passes that train these layers alone, first; 0 trains all layers at once. */
  readonly headEpochs: number;
}

const namesOf = (entries: readonly { readonly name: string }[]): string[] =>
  entries.map(({ name }) => name);

/**
 * Layers that never leave the device: the client puts its own into the global model, trains, sends what
 * has changed of the others and keeps its own. In its first round it begins with the global model's.
 *
 * Without `headEpochs` all are trained together (FedPer, Arivazhagan et al. 2019, "Federated Learning
 * with Personalization Layers", algorithm 1); with them first its own, then the shared ones (FedRep,
 * Collins et al. 2021, "Exploiting Shared Representations for Personalized Federated Learning",
 * algorithm 1). A model that solves for its weights does so as a whole, whatever is to be trained, and
 * keeps its own part of the solution.
 *
 * @throws {RangeError} when the model has no such layers, or none would be left to share
 */
export const runLocalLayers: ClientMethod<LocalLayersParams> = async (
  { layers, headEpochs },
  { global, memory, manifest, train },
) => {
  const split = { manifest, layers };
  let start = memory ? putLocal(split, global, memory) : global;
  const shared = namesOf(sharedManifest(split));
  if (headEpochs > 0) {
    const own = namesOf(localManifest(split));
    const { delta } = await train({ start, epochs: headEpochs, trainable: own });
    start = putLocal(split, start, takeLocal(split, addScaled(start, 1, delta)));
  }
  const trained = await train({ start, ...(headEpochs > 0 ? { trainable: shared } : {}) });
  return {
    update: takeShared(split, trained.delta),
    memory: takeLocal(split, addScaled(start, 1, trained.delta)),
    trained,
  };
};
