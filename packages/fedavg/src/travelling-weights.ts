import { updateManifest } from './client-methods/run-client-method.ts';
import { putShared } from './client-methods/shared-layers.ts';
import type { ClientMethodSpec } from './client-work.ts';
import { countWeights, type FlatWeights, type WeightManifest } from './flat-weights.ts';
import type { BuiltStrategy } from './strategy.ts';
import { concatenate } from './vector.ts';

/** By what method a strategy's clients learn. */
export const methodOf = ({ clientWork }: Pick<BuiltStrategy, 'clientWork'>): ClientMethodSpec =>
  clientWork.method ?? { name: 'sgd' };

/** What clients download: the model and, where there is one, the server's control variate behind it. */
export const downloadManifest = (
  model: WeightManifest,
  method: ClientMethodSpec,
): WeightManifest => (method.name === 'scaffold' ? updateManifest(model, method) : model);

/** How many of an update's values move the model; those of a control variate come behind. @param manifest the update's */
export const countMoves = (manifest: WeightManifest, method: ClientMethodSpec): number =>
  countWeights(manifest) / (method.name === 'scaffold' ? 2 : 1);

/** A model and the server's vector of the same size, one behind the other. */
export const joinDownload = (
  { manifest, values }: FlatWeights,
  control: Float32Array,
): FlatWeights => ({
  manifest: updateManifest(manifest, { name: 'scaffold' }),
  values: concatenate(values, control),
});

/** The model in a download, and what came behind it. */
export const splitDownload = (
  values: Float32Array,
  model: WeightManifest,
): { readonly global: Float32Array; readonly shared: Float32Array | null } => {
  const size = countWeights(model);
  return {
    global: values.subarray(0, size),
    shared: values.length > size ? values.subarray(size) : null,
  };
};

/** An aggregate of updates as the server's optimizer takes it: layers that stay on the devices do not move. */
export const wholeDelta = (
  delta: Float32Array,
  manifest: WeightManifest,
  method: ClientMethodSpec,
): Float32Array => {
  if (method.name !== 'local-layers') return delta;
  const still = new Float32Array(countWeights(manifest));
  return putShared({ manifest, layers: method.layers }, still, delta);
};
