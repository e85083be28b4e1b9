import type { ClientMethodSpec } from '../client-work.ts';
import type { WeightManifest } from '../flat-weights.ts';
import { putLocal } from './shared-layers.ts';

/** What a client has between two rounds. */
interface ClientModels {
  /** The global weights, all of the model's. */
  readonly global: Float32Array;
  /** What the method kept; null before the client's first round. */
  readonly memory: Float32Array | null;
  readonly manifest: WeightManifest;
}

/**
 * The weights that a client would predict with, where its method keeps it a model of its own: Ditto's
 * personal model, or the global one with the device's own layers; null where everyone has the same.
 * @throws {RangeError} when the memory does not fit the layers
 */
export const personalModel = (
  method: ClientMethodSpec,
  { global, memory, manifest }: ClientModels,
): Float32Array | null => {
  switch (method.name) {
    case 'ditto':
      return memory ?? global;
    case 'local-layers':
      return memory ? putLocal({ manifest, layers: method.layers }, global, memory) : global;
    default:
      return null;
  }
};
