import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { chainOf, type LayerGraph, type Link } from '../layer-graph/layer-graph.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessNumbers } from '../model-input.ts';

const FILTERS = [32, 64, 64] as const;
const WIDTH = 5;
const HIDDEN = 64;

const refuseUnlessWindow = (input: ModelInput): string | undefined => {
  const reason = refuseUnlessNumbers(input);
  if (reason) return reason;
  return input.featureShape.length === 2
    ? undefined
    : `it needs windows [steps, channels], but an example is [${input.featureShape}]`;
};

const convolution = (name: string, filters: number): Link => [
  name,
  'Conv1D',
  { filters, kernelSize: WIDTH, padding: 'same', activation: 'relu' },
];

const layers = ({ featureShape, numClasses }: ModelInput): LayerGraph =>
  chainOf(featureShape, [
    convolution('conv1', FILTERS[0]),
    ['pool1', 'MaxPooling1D', { padding: 'same' }],
    convolution('conv2', FILTERS[1]),
    ['pool2', 'MaxPooling1D', { padding: 'same' }],
    convolution('conv3', FILTERS[2]),
    ['mean', 'GlobalAveragePooling1D', {}],
    ['head/dense1', 'Dense', { units: HIDDEN, activation: 'relu' }],
    ['head/dense2', 'Dense', { units: numClasses }],
  ]);

/**
 * A convolutional network along time for windows of measurements, after Yang et al. 2015 ("Deep
 * Convolutional Neural Networks on Multichannel Time Series for Human Activity Recognition"): three
 * convolutions of width 5 with 32, 64 and 64 filters and ReLU, max pooling between them, the mean
 * over time (Wang et al. 2017, "Time Series Classification from Scratch"), a dense layer of 64, and
 * the classes; 36,390 weights for six channels and six classes, however long a window is.
 *
 * The dense layers are called `head/…`, to tell them from the convolutions: those say how a movement
 * looks, these whose kind it is.
 */
export const windowCnn: Model = {
  name: 'window-cnn',
  title: 'CNN for time series',
  description: 'Convolutions along time: for windows of measurements, such as those of a phone.',
  paper: 'Yang et al. 2015, Deep Convolutional Neural Networks on Multichannel Time Series',
  typicalDataset: 'activity',
  accepts: refuseUnlessWindow,
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
