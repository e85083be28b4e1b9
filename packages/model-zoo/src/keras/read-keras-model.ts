import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import type { LayerGraph, LayerSpec } from '../layer-graph/layer-graph.ts';
import { convertLayer } from './convert-layer.ts';
import { isObject } from './json-object.ts';
import { type KerasLayer, KerasModelError } from './keras-layer.ts';
import { readTopology } from './read-topology.ts';
import { readWeights, type Shards } from './read-weights.ts';
import { takeOffSoftmax } from './take-off-softmax.ts';

/** The files that a person brings. */
export interface KerasFiles {
  /** The text of a tfjs Layers model.json, or of what Keras's `model.to_json()` says. */
  readonly model: string;
  /** The files of weights beside a model.json, by their names. */
  readonly shards?: Shards;
}

/** A model to train here. */
export interface ReadModel {
  readonly title: string;
  readonly layers: LayerGraph;
  /** In manifest order; null where the files hold none: then a run's seed draws them. */
  readonly weights: Float32Array | null;
  /** What will be otherwise here than where it comes from: sentences for the person. */
  readonly notes: readonly string[];
}

/**
 * Reads a model that was saved by Keras 2 or 3 or by tfjs, Sequential or Functional, of one input and one
 * output, its channels last.
 * @throws {RangeError} a sentence that names the layer or file and says what to do
 */
export const readKerasModel = ({ model, shards = {} }: KerasFiles): ReadModel => {
  const json = parseJson(model);
  if (isObject(json) && (json.format === 'graph-model' || isGraph(json.modelTopology))) {
    throw new KerasModelError(
      'This is a graph model of tfjs, which can only predict. Convert the Keras model with --output_format=tfjs_layers_model.',
    );
  }
  const topology = readTopology(isObject(json) ? (json.modelTopology ?? json) : json);
  const converted = topology.layers.flatMap(convertLayer);
  const { layers, hadSoftmax } = takeOffSoftmax(converted);
  const { manifest } = buildLayerGraph(layers);
  const weights = readWeights(json, shards, manifest);
  return {
    ...{ title: topology.title, layers, weights },
    notes: [
      ...(hadSoftmax
        ? ['The softmax at the end is left out: training takes logits, and exports add it again.']
        : []),
      ...notesOn(layers, topology.layers),
      ...(weights
        ? []
        : ['There are no weights in these files: the run’s seed draws the first ones.']),
    ],
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new KerasModelError(
      'This file is no JSON. Choose the model.json of a tfjs Layers model, or what model.to_json() says; .h5 and .keras files have to be converted.',
    );
  }
};

const isGraph = (topology: unknown): boolean => isObject(topology) && Array.isArray(topology.node);

const notesOn = (
  layers: readonly LayerSpec[],
  given: ReturnType<typeof readTopology>['layers'],
): string[] => [
  ...(layers.some(({ kind }) => kind === 'Dropout')
    ? ['Dropout does nothing here: a step of training is a function of its weights and its batch.']
    : []),
  ...(given.some((layer) => asksFor(layer, 'Regularizer'))
    ? ['Regularisers are left out; a strategy such as FedProx keeps weights small in its own way.']
    : []),
  ...(given.some((layer) => asksFor(layer, 'Constraint'))
    ? ['Constraints on weights are left out: they may become negative, or as large as they will.']
    : []),
  ...(given.some(
    ({ config, className }) => config.trainable === false && className !== 'InputLayer',
  )
    ? ['Layers that were frozen are trained like all others.']
    : []),
];

/** Of any of its weights: Keras has `kernelRegularizer`, `biasRegularizer`, `embeddingsRegularizer` and others. */
const asksFor = ({ config }: KerasLayer, what: 'Regularizer' | 'Constraint'): boolean =>
  Object.entries(config).some(([key, value]) => key.endsWith(what) && Boolean(value));
