import type { WeightManifest } from '@tributary/fedavg';
import { isObject, type JsonObject } from './json-object.ts';
import { KerasModelError } from './keras-layer.ts';

/** The files of weights beside a model.json, by their names. */
export type Shards = Readonly<Record<string, Uint8Array>>;

interface FileWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Names of weights here by those of Keras: all that are not the same. */
const roles: Readonly<Record<string, string>> = {
  depthwise_kernel: 'kernel',
  depthwiseKernel: 'kernel',
  pointwise_kernel: 'kernel',
  pointwiseKernel: 'kernel',
  embeddings: 'kernel',
  gamma: 'scale',
  beta: 'shift',
};

/**
 * The weights of a model.json of tfjs, in the order of the manifest of its layers.
 * @returns null where the file has none
 * @throws {KerasModelError} when a file is missing, or a weight is missing or of another shape
 */
export const readWeights = (
  json: unknown,
  shards: Shards,
  manifest: WeightManifest,
): Float32Array | null => {
  const groups = isObject(json) ? json.weightsManifest : undefined;
  if (!Array.isArray(groups) || groups.length === 0) return null;
  const weights = groups.filter(isObject).flatMap((group) => readGroup(group, shards));
  const known = new Map(
    weights.flatMap((weight) => namesHere(weight.name).map((name) => [name, weight])),
  );
  const total = manifest.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const values = new Float32Array(total);
  let offset = 0;
  for (const { name, shape } of manifest) {
    const weight = known.get(name);
    if (!weight)
      throw new KerasModelError(`The files hold no weight "${name}". Save the model anew.`);
    if (textOf(weight.shape) !== textOf(shape)) {
      throw new KerasModelError(
        `The weight "${name}" is [${weight.shape}], but its layer needs [${shape}]. Take the files of one model.`,
      );
    }
    values.set(weight.values, offset);
    offset += weight.values.length;
  }
  return values;
};

/** A kernel along sequences has one axis more here, of length one. */
const textOf = (shape: readonly number[]): string =>
  `${shape.length === 4 && shape[1] === 1 ? shape.toSpliced(1, 1) : shape}`;

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((size, length) => size * length, 1);

/**
 * "dense/dense/kernel:0" → "dense/kernel". A depthwise kernel is that of a layer of its own, or of the first
 * of the two that stand for a separable convolution.
 */
const namesHere = (name: string): readonly string[] => {
  const parts = name.replace(/:\d+$/, '').split('/');
  const role = parts.at(-1) as string;
  const layer = parts.slice(0, -1).filter((part, index) => part !== parts[index - 1]);
  const here = (...ends: readonly string[]) => [...layer, ...ends].join('/');
  const own = here(roles[role] ?? role);
  return role.startsWith('depthwise') ? [own, here('depthwise', 'kernel')] : [own];
};

const isShape = (shape: unknown): shape is readonly number[] =>
  Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length > 0);

const readGroup = ({ paths, weights }: JsonObject, shards: Shards): FileWeight[] => {
  const bytes = joinShards(Array.isArray(paths) ? paths.map(String) : [], shards);
  let offset = 0;
  return (Array.isArray(weights) ? weights : []).filter(isObject).map((spec) => {
    const { name, shape, dtype, quantization } = spec;
    if (dtype !== 'float32' || quantization !== undefined) {
      throw new KerasModelError(
        `The weight "${name}" is no plain float32. Convert the model without quantisation.`,
      );
    }
    if (!isShape(shape)) {
      throw new KerasModelError(`The weight "${name}" has no shape. Save the model anew.`);
    }
    const size = sizeOf(shape);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (offset + 4 * size > bytes.length) {
      throw new KerasModelError(
        `The file of weights ends within "${name}". It was cut, or belongs to another model.`,
      );
    }
    const start = offset;
    offset += 4 * size;
    const values = Float32Array.from({ length: size }, (_, at) =>
      view.getFloat32(start + 4 * at, true),
    );
    return { name: String(name), shape, values };
  });
};

const joinShards = (paths: readonly string[], shards: Shards): Uint8Array => {
  const parts = paths.map((path) => {
    const known = [path, path.split('/').at(-1) as string].find((name) =>
      Object.hasOwn(shards, name),
    );
    const file = known === undefined ? undefined : shards[known];
    if (!file) {
      throw new KerasModelError(
        `The file "${path}" is missing. It lies beside the model.json; add it.`,
      );
    }
    return file;
  });
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};
