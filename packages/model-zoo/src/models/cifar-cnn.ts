import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv2d, convWeights } from '../layers/conv2d.ts';
import { dense, denseWeights } from '../layers/dense.ts';
import { fillWeights, manifestOf } from '../layers/initialisers.ts';
import type { Model, Tensor, Tf } from '../model.ts';
import { type ModelInput, refuseUnlessPicture } from '../model-input.ts';

/** With fewer pixels on a side nothing is left after the last convolution. */
const SMALLEST_SIDE = 18;

/** What three convolutions without padding, and pooling after two of them, leave of a side. */
const remaining = (side: number): number => {
  const halved = Math.floor((side - 2) / 2);
  return Math.floor((halved - 2) / 2) - 2;
};

const refuseUnlessLargePicture = (input: ModelInput): string | undefined => {
  const reason = refuseUnlessPicture(input);
  if (reason) return reason;
  const [height, width] = input.featureShape as [number, number];
  return Math.min(height, width) >= SMALLEST_SIDE
    ? undefined
    : `it needs pictures of at least ${SMALLEST_SIDE} × ${SMALLEST_SIDE} pixels, but an example is [${input.featureShape}]: add the step "resize"`;
};

const convolve = (tf: Tf, x: Tensor, weights: readonly Tensor[]): Tensor =>
  tf.relu(conv2d(tf, x, weights, { pad: 'valid' }));

const halve = (tf: Tf, x: Tensor): Tensor => tf.maxPool(x as Tensor4D, 2, 2, 'valid');

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
  build: (input) => {
    const [height, width, channels] = input.featureShape as [number, number, number];
    const flat = remaining(height) * remaining(width) * 64;
    const weights = [
      ...convWeights('conv1', 3, [channels, 32]),
      ...convWeights('conv2', 3, [32, 64]),
      ...convWeights('conv3', 3, [64, 64]),
      ...denseWeights('dense1', flat, 64),
      ...denseWeights('dense2', 64, input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs) => {
        const first = halve(tf, convolve(tf, inputs, tensors.slice(0, 2)));
        const second = halve(tf, convolve(tf, first, tensors.slice(2, 4)));
        const third = convolve(tf, second, tensors.slice(4, 6));
        const hidden = dense(tf, tf.reshape(third, [-1, flat]), tensors.slice(6, 8));
        return dense(tf, tf.relu(hidden), tensors.slice(8, 10));
      },
    };
  },
};
