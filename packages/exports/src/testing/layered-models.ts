import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type FlatWeights, splitWeights } from '@tributary/fedavg';
import {
  buildLayerGraph,
  buildModel,
  chainOf,
  type DescribedLayer,
  describeLayers,
  type LayerGraph,
  layer,
  type Model,
  type ModelInput,
  models,
} from '@tributary/model-zoo';

/** A model as layers, with weights such as training leaves them, and examples. */
export interface LayeredModel {
  readonly title: string;
  readonly graph: LayerGraph;
  readonly weights: FlatWeights;
  /** [batch, ...shape of an example], flat. */
  readonly examples: Float32Array;
  readonly batch: number;
  /** What the model itself makes of them: logits. */
  readonly expected: () => number[];
}

const BATCH = 3;

/** [batch, ...shape of an example] */
export const shapeOfExamples = ({ graph, batch }: LayeredModel): number[] => [
  batch,
  ...(describeLayers(graph)[0] as DescribedLayer).built.shape,
];

/** One kind of data for each kind of model; sides are odd, so that padding lies unevenly. */
const inputs: Readonly<Record<string, ModelInput>> = {
  pictures: { featureShape: [21, 19, 3], numClasses: 5 },
  windows: { featureShape: [15, 6], numClasses: 6 },
  rows: { featureShape: [13], numClasses: 2 },
  'rows with categories': { featureShape: [5], numClasses: 3, categories: [0, 7, 0, 2, 40] },
  amounts: { featureShape: [4], numClasses: 1, categories: [3, 0, 0, 0], target: 'number' },
};

/** Numbers around 0, and indices of categories: unknown ones too. */
const drawExamples = ({ featureShape, categories }: ModelInput): Float32Array => {
  const random = createRandom(11);
  const columns = featureShape.at(-1) as number;
  const size = featureShape.reduce((product, length) => product * length, 1);
  return Float32Array.from({ length: BATCH * size }, (_, at) => {
    const known = categories?.[at % columns] ?? 0;
    return known > 0 ? random.integer(known + 3) : random.normal();
  });
};

/** Off the first values, because biases begin as zeros. */
const drawWeights = (model: Pick<ReturnType<typeof buildModel>, 'manifest' | 'init'>) => {
  const random = createRandom(12);
  const values = model.init(5).map((value) => value + 0.05 * random.normal());
  return { manifest: model.manifest, values };
};

const compute = (
  forward: ReturnType<typeof buildModel>['forward'],
  weights: FlatWeights,
  [examples, shape]: readonly [Float32Array, readonly number[]],
): number[] =>
  tf.tidy(() => {
    const tensors = splitWeights(weights).map((weight) =>
      tf.tensor(weight.values, [...weight.shape]),
    );
    return [...forward(tf, tensors, tf.tensor(examples, [BATCH, ...shape])).dataSync()];
  });

const ofZoo = (model: Model, [title, input]: readonly [string, ModelInput]): LayeredModel[] => {
  if (!model.layers || model.accepts?.(input)) return [];
  const built = buildModel(model, input);
  const [weights, examples] = [drawWeights(built), drawExamples(input)];
  return [
    {
      ...{ title: `${model.name} on ${title}`, graph: model.layers(input), weights, examples },
      batch: BATCH,
      expected: () => compute(built.forward, weights, [examples, input.featureShape]),
    },
  ];
};

/** Every model of the zoo that is described as layers, for each kind of data that it takes. */
export const zooModels = (): LayeredModel[] =>
  models.entries.flatMap((model) => Object.entries(inputs).flatMap((entry) => ofZoo(model, entry)));

/** A graph of layers that no model of the zoo has. */
const ofGraph = (title: string, graph: LayerGraph): LayeredModel => {
  const built = buildLayerGraph(graph);
  const featureShape = describeLayers(graph)[0]?.built.shape as readonly number[];
  const weights = drawWeights(built);
  const examples = drawExamples({ featureShape, numClasses: 2 });
  return {
    ...{ title, graph, weights, examples, batch: BATCH },
    expected: () => compute(built.forward, weights, [examples, featureShape]),
  };
};

/** Every kind of layer that the zoo's models lack. */
export const oddGraphs = (): LayeredModel[] => [
  ofGraph('activations on pictures', [
    ...chainOf(
      [7, 6, 2],
      [
        ['conv', 'Conv2D', { filters: 4, kernelSize: [2, 3], strides: [2, 1], activation: 'elu' }],
        ['leaky', 'LeakyReLU', { alpha: 0.1 }],
        ['depthwise', 'DepthwiseConv2D', { kernelSize: 2, padding: 'same', activation: 'relu6' }],
        ['average', 'AveragePooling2D', { strides: [1, 2], padding: 'same' }],
        ['selu', 'Activation', { activation: 'selu' }],
        ['softmax', 'Softmax', {}],
        ['largest', 'GlobalMaxPooling2D', {}],
        ['dense', 'Dense', { units: 3, activation: 'softplus' }],
      ],
    ),
  ]),
  ofGraph('steps', [
    ...chainOf(
      [9, 2],
      [
        ['conv', 'Conv1D', { filters: 4, kernelSize: 3, strides: 2, activation: 'tanh' }],
        ['average', 'AveragePooling1D', { poolSize: 3, strides: 1, padding: 'same' }],
        ['each', 'Dense', { units: 4, useBias: false, activation: 'softmax' }],
      ],
    ),
    layer(['both', 'Concatenate', {}], ['each', 'average']),
    layer(['largest', 'GlobalMaxPooling1D', {}], ['both']),
    layer(['cut', 'ReLU', { maxValue: 0.5 }], ['largest']),
    layer(['sum', 'Add', {}], ['cut', 'largest']),
    layer(['dropout', 'Dropout', { rate: 0.5 }], ['sum']),
    layer(['shaped', 'Reshape', { targetShape: [2, -1] }], ['dropout']),
  ]),
];
