import { type FlatWeights, splitWeights } from '@tributary/fedavg';
import { describeLayers, type LayerGraph } from '@tributary/model-zoo';
import { requireWeightsOf } from '../require-weights-of.ts';
import type { KerasLayer } from './keras-layer.ts';
import { toKerasLayers } from './to-keras-layers.ts';

export interface TfjsLayersOptions {
  /** Probabilities by a softmax over the last axis, or what the last layer says. */
  readonly output: 'probabilities' | 'logits';
  readonly metadata: Readonly<Record<string, string>>;
}

/** The two files of a tfjs Layers model; they must lie side by side. */
export interface TfjsLayersFiles {
  readonly 'model.json': Uint8Array<ArrayBuffer>;
  readonly 'weights.bin': Uint8Array<ArrayBuffer>;
}

/**
 * A model of layers as `tf.loadLayersModel` loads it. Inputs and outputs have the axes of the model here.
 * @throws {RangeError} when the weights are not those of the layers
 */
export const toTfjsLayers = (
  graph: LayerGraph,
  weights: FlatWeights,
  { output, metadata }: TfjsLayersOptions,
): TfjsLayersFiles => {
  requireWeightsOf(graph, weights);
  const layers = kerasLayers(graph, weights);
  const last = (layers.at(-1) as KerasLayer).name;
  const whole =
    output === 'logits'
      ? layers
      : [...layers, { ...softmax, name: freeName(output, layers), inputs: [last], weights: [] }];
  const tensors = whole.flatMap((layer) => layer.weights);
  const model = {
    format: 'layers-model',
    generatedBy: 'Tributary',
    convertedBy: null,
    modelTopology: topologyOf(whole),
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: metadata,
  };
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(model)),
    'weights.bin': joined(tensors.map(({ values }) => values)),
  };
};

/** People call their last layer by the same words; of one name tfjs loads one layer only. */
const freeName = (wanted: string, layers: readonly KerasLayer[]): string => {
  const isTaken = (name: string) => layers.some((layer) => layer.name === name);
  return isTaken(wanted) ? freeName(`${wanted}_`, layers) : wanted;
};

const softmax = { className: 'Softmax', config: { axis: -1 } } as const;

const kerasLayers = (graph: LayerGraph, weights: FlatWeights): readonly KerasLayer[] => {
  const tensors = splitWeights(weights);
  let next = 0;
  return describeLayers(graph).flatMap((layer) => {
    const own = tensors.slice(next, next + layer.built.weights.length);
    next += own.length;
    return toKerasLayers(layer, own);
  });
};

const topologyOf = (layers: readonly KerasLayer[]) => ({
  class_name: 'Model',
  config: {
    name: 'model',
    layers: layers.map(({ name, className, config, inputs }) => ({
      ...{ class_name: className, name, config: { name, trainable: true, ...config } },
      inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])],
    })),
    input_layers: [[layers[0]?.name, 0, 0]],
    output_layers: [[layers.at(-1)?.name, 0, 0]],
  },
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
});

/** One after another, little-endian. */
const joined = (parts: readonly Float32Array[]): Uint8Array<ArrayBuffer> => {
  const view = new DataView(
    new ArrayBuffer(parts.reduce((bytes, { byteLength }) => bytes + byteLength, 0)),
  );
  let offset = 0;
  for (const part of parts) {
    for (const value of part) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  }
  return new Uint8Array(view.buffer);
};
