import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { chainOf, type LayerGraph, type Link } from '../layer-graph/layer-graph.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessPicture } from '../model-input.ts';

const convolution = (name: string, filters: number): Link => [
  name,
  'Conv2D',
  { filters, kernelSize: 5, padding: 'same', activation: 'relu' },
];

const pooling = (name: string): Link => [name, 'MaxPooling2D', { padding: 'same' }];

const layers = ({ featureShape, numClasses }: ModelInput): LayerGraph =>
  chainOf(featureShape, [
    convolution('conv1', 32),
    pooling('pool1'),
    convolution('conv2', 64),
    pooling('pool2'),
    ['flatten', 'Flatten', {}],
    ['dense1', 'Dense', { units: 512, activation: 'relu' }],
    ['dense2', 'Dense', { units: numClasses }],
  ]);

/**
 * The CNN of McMahan et al. 2017 (section 3): two 5×5 convolutions of 32 and 64 filters, each with
 * ReLU and 2×2 max pooling, a dense layer of 512, and the classes; 1,663,370 weights on MNIST, which
 * is what the paper says, with padding (without it there are 582,026).
 */
export const cnn: Model = {
  name: 'cnn',
  title: 'CNN (convolutional network)',
  description: 'Two convolutions and a dense layer: for pictures, more accurate, slower to train.',
  paper: 'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks',
  typicalDataset: 'mnist',
  accepts: refuseUnlessPicture,
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
