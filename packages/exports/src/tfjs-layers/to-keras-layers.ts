import type { NamedWeights } from '@tributary/fedavg';
import type { DescribedLayer } from '@tributary/model-zoo';
import { groupNormalizationLayers } from './group-normalization-layers.ts';
import { type KerasLayer, renamed } from './keras-layer.ts';
import { rowFeaturesLayers } from './row-features-layers.ts';

const snakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Keras writes lengths along one axis as a list too. */
const listed = new Set(['kernelSize', 'poolSize', 'strides']);

const configOf = (params: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      snakeCase(key),
      listed.has(key) && typeof value === 'number' ? [value] : value,
    ]),
  );

type Shaped = readonly [readonly number[], Float32Array];

/** What Keras calls a layer's weights, in their order, and how it shapes the first. */
const namesOf = ({ kind }: DescribedLayer): readonly string[] => {
  if (kind === 'DepthwiseConv2D') return ['depthwise_kernel', 'bias'];
  return kind === 'Embedding' ? ['embeddings'] : ['kernel', 'bias'];
};

/** Keras's kernels along sequences have no axis for a width of one. */
const shapedFor = ({ kind }: DescribedLayer, { shape, values }: NamedWeights): Shaped =>
  kind === 'Conv1D' && shape.length === 4 ? [shape.toSpliced(1, 1), values] : [shape, values];

type Plain = Exclude<DescribedLayer['kind'], 'GroupNormalization' | 'RowFeatures'>;

/** A layer that Keras has as it is. */
const plainLayer = (
  layer: Extract<DescribedLayer, { readonly kind: Plain }>,
): Pick<KerasLayer, 'className' | 'config'> => {
  const { kind, params, inputShapes, built } = layer;
  if (kind === 'InputLayer') {
    const batch_input_shape = [null, ...params.shape];
    return { className: kind, config: { batch_input_shape, dtype: 'float32', sparse: false } };
  }
  // tfjs flattens nothing that is flat, and has another axis for its softmax unless it is told.
  if (kind === 'Flatten' && inputShapes[0]?.length === 1) {
    return { className: 'Reshape', config: { target_shape: built.shape } };
  }
  return { className: kind, config: kind === 'Softmax' ? { axis: -1 } : configOf(params) };
};

/**
 * One layer as the layers of Keras that compute the same, the last of them by its name. All are layers
 * that tfjs has too.
 * @param weights those of the layer, in its order
 */
export const toKerasLayers = (
  layer: DescribedLayer,
  weights: readonly NamedWeights[],
): readonly KerasLayer[] => {
  const { name, kind, inputs } = layer;
  if (kind === 'GroupNormalization') return groupNormalizationLayers(layer, weights);
  if (kind === 'RowFeatures') return rowFeaturesLayers(layer, weights);
  const names = namesOf(layer);
  return [
    {
      ...{ name, inputs },
      ...plainLayer(layer),
      weights: weights.map((weight, index) =>
        renamed(name, names[index] as string, shapedFor(layer, weight)),
      ),
    },
  ];
};
