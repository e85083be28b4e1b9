import { splitWeights, type WeightEntry, type WeightManifest } from '../flat-weights.ts';
import { concatenate } from '../vector.ts';
import { LAST_LAYER } from './layer-names.ts';

/** How a model is divided between the device and everyone. */
export interface LayerSplit {
  /** Of the whole model. */
  readonly manifest: WeightManifest;
  /** Those that stay on the device: "dense2" is all that is named "dense2" or "dense2/…", "last" the last layer. */
  readonly layers: readonly string[];
}

/**
 * What leaves the device, in the model's order.
 * @throws {RangeError} when the model has no such layer, or none would be left to share
 */
export const sharedManifest = (split: LayerSplit): WeightEntry[] => entries(split, false);

/** What stays on the device, in the model's order. @throws {RangeError} as {@link sharedManifest} */
export const localManifest = (split: LayerSplit): WeightEntry[] => entries(split, true);

/** The shared part of a whole model's values, as a new vector. @throws {RangeError} as {@link sharedManifest} */
export const takeShared = (split: LayerSplit, whole: Float32Array): Float32Array =>
  concatenate(...parts(split, whole, false));

/** The device's own part of a whole model's values, as a new vector. @throws {RangeError} as {@link sharedManifest} */
export const takeLocal = (split: LayerSplit, whole: Float32Array): Float32Array =>
  concatenate(...parts(split, whole, true));

/** A copy of the whole model with another shared part. @throws {RangeError} also when the lengths do not fit */
export const putShared = (
  split: LayerSplit,
  whole: Float32Array,
  part: Float32Array,
): Float32Array => {
  const copy = whole.slice();
  fill(parts(split, copy, false), part);
  return copy;
};

/** A copy of the whole model with the device's own part. @throws {RangeError} also when the lengths do not fit */
export const putLocal = (
  split: LayerSplit,
  whole: Float32Array,
  part: Float32Array,
): Float32Array => {
  const copy = whole.slice();
  fill(parts(split, copy, true), part);
  return copy;
};

const entries = (split: LayerSplit, wanted: boolean): WeightEntry[] => {
  const local = areLocal(split);
  return split.manifest.filter((_, index) => local[index] === wanted);
};

/** Views of the tensors that stay, or of those that are shared. */
const parts = (split: LayerSplit, values: Float32Array, wanted: boolean): Float32Array[] => {
  const local = areLocal(split);
  return splitWeights({ manifest: split.manifest, values })
    .filter((_, index) => local[index] === wanted)
    .map((tensor) => tensor.values);
};

const fill = (views: readonly Float32Array[], part: Float32Array): void => {
  const length = views.reduce((sum, view) => sum + view.length, 0);
  if (length !== part.length) {
    throw new RangeError(`The part holds ${part.length} values, but its layers have ${length}.`);
  }
  let offset = 0;
  for (const view of views) {
    view.set(part.subarray(offset, offset + view.length));
    offset += view.length;
  }
};

/** For each tensor, whether it stays on the device. */
const areLocal = ({ manifest, layers }: LayerSplit): boolean[] => {
  const layerOf = (layer: string) => {
    const name = layer === LAST_LAYER ? lastLayer(manifest) : layer;
    const local = manifest.map((entry) => entry.name === name || entry.name.startsWith(`${name}/`));
    if (local.includes(true)) return local;
    const names = manifest.map((entry) => entry.name).join(', ');
    throw new RangeError(`The model has no layer ${name}. There are: ${names}.`);
  };
  const each = layers.map(layerOf);
  const local = manifest.map((_, index) => each.some((isOf) => isOf[index]));
  if (!local.includes(false)) {
    throw new RangeError('No layer would be left to learn together: name fewer that stay.');
  }
  return local;
};

/** "dense2/bias" is of the layer "dense2". */
const lastLayer = (manifest: WeightManifest): string => {
  const name = manifest.at(-1)?.name ?? '';
  const end = name.lastIndexOf('/');
  return end < 0 ? name : name.slice(0, end);
};
