import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { chainOf, type LayerGraph, type Link } from '../layer-graph/layer-graph.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessPicture } from '../model-input.ts';

/** With fewer pixels on a side nothing is left after the last convolution. */
const SMALLEST_SIDE = 18;

const refuseUnlessLargePicture = (input: ModelInput): string | undefined => {
  const reason = refuseUnlessPicture(input);
  if (reason) return reason;
  const [height, width] = input.featureShape as [number, number];
  return Math.min(height, width) >= SMALLEST_SIDE
    ? undefined
    : `it needs pictures of at least ${SMALLEST_SIDE} × ${SMALLEST_SIDE} pixels, but an example is [${input.featureShape}]: add the step "resize"`;
};

const convolution = (name: string, filters: number): Link => [
  name,
  'Conv2D',
  { filters, kernelSize: 3, activation: 'relu' },
];

const layers = ({ featureShape, numClasses }: ModelInput): LayerGraph =>
  chainOf(featureShape, [
    convolution('conv1', 32),
    ['pool1', 'MaxPooling2D', {}],
    convolution('conv2', 64),
    ['pool2', 'MaxPooling2D', {}],
    convolution('conv3', 64),
    ['flatten', 'Flatten', {}],
    ['dense1', 'Dense', { units: 64, activation: 'relu' }],
    ['dense2', 'Dense', { units: numClasses }],
  ]);

/**
 * The small CNN of TensorFlow's tutorial on CIFAR-10 ("Convolutional Neural Network (CNN)",
 * tensorflow.org/tutorials/images/cnn), which federated learning's tutorials use too: 3×3 convolutions
 * without padding of 32, 64 and 64 filters, 2×2 max pooling after the first two, a dense layer of 64,
 * and the classes; 122,570 weights on CIFAR-10.
 */
export const cifarCnn: Model = {
  name: 'cifar-cnn',
  title: 'Small CNN for colour pictures',
  description: 'Three convolutions and a dense layer: for small colour pictures, quick to train.',
  paper: 'TensorFlow’s tutorial “Convolutional Neural Network (CNN)”',
  typicalDataset: 'cifar-10',
  accepts: refuseUnlessLargePicture,
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
