import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv2d, convWeights } from '../layers/conv2d.ts';
import { dense, denseWeights } from '../layers/dense.ts';
import { fillWeights, manifestOf } from '../layers/initialisers.ts';
import type { Model, Tensor } from '../model.ts';
import { refuseUnlessPicture } from '../model-input.ts';

/** Two halvings by pooling, rounded up. */
const quartered = (length: number): number => Math.ceil(Math.ceil(length / 2) / 2);

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
  build: (input) => {
    const [height, width, channels] = input.featureShape as [number, number, number];
    const flat = quartered(height) * quartered(width) * 64;
    const weights = [
      ...convWeights('conv1', 5, [channels, 32]),
      ...convWeights('conv2', 5, [32, 64]),
      ...denseWeights('dense1', flat, 512),
      ...denseWeights('dense2', 512, input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs) => {
        const pool = (x: Tensor) => tf.maxPool(x as Tensor4D, 2, 2, 'same');
        const first = pool(tf.relu(conv2d(tf, inputs, tensors.slice(0, 2))));
        const second = pool(tf.relu(conv2d(tf, first, tensors.slice(2, 4))));
        const hidden = dense(tf, tf.reshape(second, [-1, flat]), tensors.slice(4, 6));
        return dense(tf, tf.relu(hidden), tensors.slice(6, 8));
      },
    };
  },
};
