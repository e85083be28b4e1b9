import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv1d, conv1dWeights } from '../layers/conv1d.ts';
import { dense, denseWeights } from '../layers/dense.ts';
import { fillWeights, manifestOf } from '../layers/initialisers.ts';
import type { Model, Tensor, Tf } from '../model.ts';
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

/** The larger of every two steps: [batch, steps, channels] → [batch, ⌈steps / 2⌉, channels]. */
const halve = (tf: Tf, x: Tensor): Tensor => {
  const [batch, steps, channels] = x.shape as [number, number, number];
  const picture = tf.reshape(x, [batch, steps, 1, channels]) as Tensor4D;
  const pooled = tf.maxPool(picture, [2, 1], [2, 1], 'same');
  return tf.reshape(pooled, [batch, Math.ceil(steps / 2), channels]);
};

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
  build: (input) => {
    const channels = input.featureShape[1] as number;
    const weights = [
      ...FILTERS.flatMap((outputs, index) =>
        conv1dWeights(`conv${index + 1}`, WIDTH, [FILTERS[index - 1] ?? channels, outputs]),
      ),
      ...denseWeights('head/dense1', FILTERS[2], HIDDEN),
      ...denseWeights('head/dense2', HIDDEN, input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs) => {
        const convolve = (x: Tensor, layer: number) =>
          tf.relu(conv1d(tf, x, tensors.slice(2 * layer, 2 * layer + 2)));
        const first = halve(tf, convolve(inputs, 0));
        const features = convolve(halve(tf, convolve(first, 1)), 2);
        const hidden = tf.relu(dense(tf, tf.mean(features, 1), tensors.slice(6, 8)));
        return dense(tf, hidden, tensors.slice(8, 10));
      },
    };
  },
};
