import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv1d, conv1dWeights } from '../layers/conv1d.ts';
import { dense, denseWeights } from '../layers/dense.ts';
import { embedding, embeddingWeights } from '../layers/embedding.ts';
import { fillWeights, manifestOf, uniform } from '../layers/initialisers.ts';
import { paddingMask } from '../layers/padding-mask.ts';
import type { Model, Tensor, Tf } from '../model.ts';
import { refuseUnlessTextClass, vocabularyOf } from '../model-input.ts';

const EMBEDDING = 32;
const FILTERS = 64;
const WIDTHS = [3, 4, 5] as const;

/** The largest number of each feature over all steps: [batch, steps, features] → [batch, features]. */
const maxOverTime = (tf: Tf, x: Tensor): Tensor => {
  const [batch, steps, features] = x.shape as [number, number, number];
  const picture = tf.reshape(x, [batch, steps, 1, features]) as Tensor4D;
  return tf.reshape(tf.maxPool(picture, [steps, 1], 1, 'valid'), [batch, features]);
};

/**
 * Kim 2014, "Convolutional Neural Networks for Sentence Classification" (CNN-rand): each token becomes
 * a vector, filters of widths 3, 4 and 5 slide along the text with ReLU, the largest value of each
 * goes through a dense layer to the classes. 32 numbers a token and 64 filters of each width instead
 * of the paper's 300 and 100, and no dropout. Padding, token 0, is a vector of zeros, as there.
 */
export const textCnn: Model = {
  name: 'text-cnn',
  title: 'CNN for texts',
  description: 'Sorts texts by phrases of three to five words that it learns to look for.',
  paper: 'Kim 2014, Convolutional Neural Networks for Sentence Classification',
  typicalDataset: 'rt-polarity',
  accepts: refuseUnlessTextClass,
  build: (input) => {
    const weights = [
      ...embeddingWeights('embedding', [vocabularyOf(input), EMBEDDING], (name, shape) =>
        uniform(name, shape, 0.25),
      ),
      ...WIDTHS.flatMap((width) => conv1dWeights(`conv${width}`, width, [EMBEDDING, FILTERS])),
      ...denseWeights('dense', WIDTHS.length * FILTERS, input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, tokens) => {
        const embedded = embedding(tf, tokens, tensors.slice(0, 1));
        const words = tf.mul(embedded, tf.expandDims(paddingMask(tf, tokens), -1));
        const phrases = WIDTHS.map((_, index) => {
          const own = tensors.slice(1 + 2 * index, 3 + 2 * index);
          return maxOverTime(tf, tf.relu(conv1d(tf, words, own)));
        });
        return dense(tf, tf.concat(phrases, 1), tensors.slice(-2));
      },
    };
  },
};
