import { roundWorkSchema } from '@tributary/fedavg';
import {
  activationSchema,
  buildLayerGraph,
  chainOf,
  inputSize,
  type LayerGraph,
  type Link,
  layer,
} from '@tributary/model-zoo';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeTrainer } from './node/index.ts';

const classes: Link = ['classes', 'Dense', { units: 3 }];
const flat: Link = ['flat', 'Flatten', {}];
const onPictures = (...links: readonly Link[]): LayerGraph =>
  chainOf([9, 7, 4], [['conv', 'Conv2D', { filters: 4, kernelSize: 2 }], ...links, flat, classes]);
const onSteps = (...links: readonly Link[]): LayerGraph =>
  chainOf([9, 4], [['conv', 'Conv1D', { filters: 4, kernelSize: 2 }], ...links, flat, classes]);
const hidden = { units: 8 } as const;

const graphs: Readonly<Record<string, LayerGraph>> = {
  ...Object.fromEntries(
    activationSchema.options.map((activation) => [
      activation,
      chainOf([5], [['hidden', 'Dense', { ...hidden, activation }], classes]),
    ]),
  ),
  'softmax over channels': onPictures(['softmax', 'Softmax', {}]),
  'leaky and cut': onPictures(['leaky', 'LeakyReLU', {}], ['cut', 'ReLU', { maxValue: 1 }]),
  'unequal strides': onPictures([
    'next',
    'Conv2D',
    { filters: 2, kernelSize: [3, 2], strides: [2, 1] },
  ]),
  depthwise: onPictures(['next', 'DepthwiseConv2D', { kernelSize: [2, 3], padding: 'same' }]),
  'max pooling': onPictures(['pool', 'MaxPooling2D', { poolSize: [3, 2], padding: 'same' }]),
  'average pooling': onPictures(['pool', 'AveragePooling2D', { strides: 1, padding: 'same' }]),
  'global pooling': onPictures(['pool', 'GlobalMaxPooling2D', {}]),
  'group normalisation': onPictures(['norm', 'GroupNormalization', { groups: 2 }]),
  'pooling along steps': onSteps(
    ['a', 'AveragePooling1D', { strides: 1 }],
    ['b', 'MaxPooling1D', {}],
  ),
  'strides along steps': onSteps(['next', 'Conv1D', { filters: 3, kernelSize: 3, strides: 2 }]),
  'global pooling along steps': onSteps(['pool', 'GlobalMaxPooling1D', {}]),
  'each step': onSteps(
    ['each', 'Dense', { units: 2, activation: 'softmax' }],
    ['shaped', 'Reshape', { targetShape: [2, -1] }],
  ),
  'ways past, joined and added': [
    ...chainOf(
      [5],
      [
        ['a', 'Dense', hidden],
        ['b', 'Dense', { ...hidden, activation: 'tanh' }],
      ],
    ),
    layer(['both', 'Concatenate', {}], ['a', 'b']),
    layer(['sum', 'Add', {}], ['a', 'b']),
    layer(['all', 'Concatenate', {}], ['both', 'sum']),
    layer(classes, ['all']),
  ],
  'ways past': [
    ...chainOf([5], [['hidden', 'Dense', { units: 5, activation: 'relu' }]]),
    layer(['sum', 'Add', {}], ['hidden', 'input']),
    layer(['both', 'Concatenate', {}], ['sum', 'hidden']),
    layer(classes, ['both']),
  ],
};

const numExamples = 24;
const localWork = roundWorkSchema.parse({ epochs: 1, batchSize: 8, learningRate: 0.1 });
const trainer = createNodeTrainer();
afterAll(() => trainer.close());

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  it.each(Object.entries(graphs))('layers are trained: %s', async (title, layers) => {
    const { init } = buildLayerGraph(layers);
    const featureShape = layers[0]?.params.shape as readonly number[];
    const input = { featureShape, numClasses: 3 };
    await trainer.prepare({ model: { title, layers }, input, backend });
    await trainer.load({
      ...{ numExamples, featureShape },
      features: Float32Array.from({ length: numExamples * inputSize(input) }, (_, at) =>
        Math.sin(at * at),
      ),
      labels: Int32Array.from({ length: numExamples }, (_, at) => at % 3),
    });
    const { delta } = await trainer.train({
      weights: init(1),
      work: localWork,
      seed: 1,
    });
    expect(delta.every(Number.isFinite)).toBe(true);
    expect(delta.filter((change) => change !== 0).length).toBeGreaterThan(delta.length / 3);
  });
});
