import { type FlatWeights, sameManifest } from '@tributary/fedavg';
import { buildLayerGraph, type LayerGraph } from '@tributary/model-zoo';

/** @throws {RangeError} when the weights are not those of the layers */
export const requireWeightsOf = (graph: LayerGraph, { manifest }: FlatWeights): void => {
  if (!sameManifest(buildLayerGraph(graph).manifest, manifest)) {
    throw new RangeError('These weights are not those of these layers. Take both of the same run.');
  }
};
