import { createRandom, deriveSeed, splitWeights, type WeightManifest } from '@tributary/fedavg';
import type { BuiltModel, Tensor, Tf } from './model.ts';

export interface LoraOptions {
  /** r: the inner width of each adapter. */
  readonly rank: number;
  /** The adapters' product is scaled by alpha / rank. */
  readonly alpha: number;
  /** Weights whose names begin with one of these get an adapter; they must be matrices. */
  readonly targets: readonly string[];
}

/** The matrices of a model that get an adapter, by their place in the manifest. */
const targetsOf = (
  { manifest }: Pick<BuiltModel, 'manifest'>,
  { targets }: LoraOptions,
): readonly number[] => {
  const indices = manifest.flatMap(({ name, shape }, index) =>
    shape.length === 2 && targets.some((prefix) => name.startsWith(prefix)) ? [index] : [],
  );
  if (indices.length === 0) {
    const matrices = manifest.filter(({ shape }) => shape.length === 2).map(({ name }) => name);
    throw new RangeError(
      `No matrix is called ${targets.join(' or ')}. There are: ${matrices.join(', ')}.`,
    );
  }
  return indices;
};

/** A [inputs, rank] and B [rank, outputs] for every matrix. */
const adapterManifest = (
  model: Pick<BuiltModel, 'manifest'>,
  options: LoraOptions,
): WeightManifest =>
  targetsOf(model, options).flatMap((index) => {
    const { name, shape } = model.manifest[index] as (typeof model.manifest)[number];
    const [inputs, outputs] = shape as [number, number];
    return [
      { name: `${name}/lora-a`, shape: [inputs, options.rank] },
      { name: `${name}/lora-b`, shape: [options.rank, outputs] },
    ];
  });

/** A is normal with deviation 1/√inputs, B zero: at first an adapter changes nothing. */
const initAdapters = (manifest: WeightManifest, seed: number): Float32Array =>
  Float32Array.from(
    manifest.flatMap(({ name, shape }) => {
      const [rows, columns] = shape as [number, number];
      const random = createRandom(deriveSeed(seed, 'init', name));
      const isFirst = name.endsWith('/lora-a');
      return Array.from({ length: rows * columns }, () =>
        isFirst ? random.normal() / Math.sqrt(rows) : 0,
      );
    }),
  );

/**
 * The adapters alone: what leaves the device, and their first weights.
 * @throws {RangeError} when the targets name none of the model's matrices
 */
export const describeLora = (
  model: Pick<BuiltModel, 'manifest'>,
  options: LoraOptions,
): Pick<BuiltModel, 'manifest' | 'init'> => {
  const manifest = adapterManifest(model, options);
  return { manifest, init: (seed) => initAdapters(manifest, seed) };
};

/**
 * A model of which only low-rank adapters are trained (Hu et al. 2021, "LoRA"): each target matrix W
 * becomes W + (alpha / rank)·A·B, and A and B are all the weights that there are. So they alone leave
 * the device, and the base stays as it is.
 *
 * @param base the model's weights, one tensor per manifest entry; they must outlive the result
 * @throws {RangeError} when the targets name none of the model's matrices
 */
export const withLora = (
  model: BuiltModel,
  base: readonly Tensor[],
  options: LoraOptions,
): BuiltModel => {
  const indices = targetsOf(model, options);
  return {
    ...describeLora(model, options),
    forward: (tf, adapters, inputs, wrap) =>
      model.forward(tf, adapt(tf, { base, adapters, indices, options }), inputs, wrap),
  };
};

interface Adaptation {
  readonly base: readonly Tensor[];
  readonly adapters: readonly Tensor[];
  readonly indices: readonly number[];
  readonly options: LoraOptions;
}

const adapt = (tf: Tf, { base, adapters, indices, options }: Adaptation): Tensor[] => {
  const weights = [...base];
  indices.forEach((index, position) => {
    const [a, b] = adapters.slice(2 * position, 2 * position + 2) as [Tensor, Tensor];
    const change = tf.mul(tf.matMul(a, b), options.alpha / options.rank);
    weights[index] = tf.add(base[index] as Tensor, change);
  });
  return weights;
};

/** The full weights that a base and its adapters stand for, in the base model's manifest order. */
export const mergeLora = (
  model: BuiltModel,
  { base, adapters }: { readonly base: Float32Array; readonly adapters: Float32Array },
  options: LoraOptions,
): Float32Array => {
  const merged = base.slice();
  const weights = splitWeights({ manifest: model.manifest, values: merged });
  const parts = splitWeights({ manifest: adapterManifest(model, options), values: adapters });
  const scale = options.alpha / options.rank;
  targetsOf(model, options).forEach((index, position) => {
    const [a, b] = parts.slice(2 * position, 2 * position + 2).map(({ values }) => values) as [
      Float32Array,
      Float32Array,
    ];
    const { values, shape } = weights[index] as (typeof weights)[number];
    const columns = shape[1] as number;
    values.forEach((value, at) => {
      const [row, column] = [Math.floor(at / columns), at % columns];
      let change = 0;
      for (let r = 0; r < options.rank; r++) {
        change += (a[row * options.rank + r] as number) * (b[r * columns + column] as number);
      }
      values[at] = value + scale * change;
    });
  });
  return merged;
};
