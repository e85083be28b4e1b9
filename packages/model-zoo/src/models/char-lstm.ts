import { dense, denseWeights } from '../layers/dense.ts';
import { embedding, embeddingWeights } from '../layers/embedding.ts';
import { fillWeights, manifestOf } from '../layers/initialisers.ts';
import { lstm, lstmWeights } from '../layers/lstm.ts';
import type { Model } from '../model.ts';
import { refuseUnlessNextToken } from '../model-input.ts';

const EMBEDDING = 8;
const UNITS = 256;

/**
 * The character model of McMahan et al. 2017 (section 3): each character becomes 8 numbers, two LSTM
 * layers of 256 units read them, and a dense layer says what comes next, at every position. With the
 * 86 characters of its Shakespeare there are 819,462 weights here; the paper's 866,578 belong to
 * another variant of the cell.
 *
 * Examples are [positions] of character indices with a label for each; logits are
 * [batch, positions, characters].
 */
export const charLstm: Model = {
  name: 'char-lstm',
  title: 'Character LSTM',
  description: 'Reads text character by character and says which one comes next.',
  paper: 'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks',
  typicalDataset: 'shakespeare',
  accepts: refuseUnlessNextToken,
  build: ({ featureShape, numClasses }) => {
    const weights = [
      ...embeddingWeights('embedding', [numClasses, EMBEDDING]),
      ...lstmWeights('lstm1', EMBEDDING, UNITS),
      ...lstmWeights('lstm2', UNITS, UNITS),
      ...denseWeights('dense', UNITS, numClasses),
    ];
    const positions = featureShape[0] as number;
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs) => {
        const embedded = embedding(tf, inputs, tensors.slice(0, 1));
        const first = lstm(tf, embedded, tensors.slice(1, 4));
        const second = lstm(tf, first, tensors.slice(4, 7));
        const logits = dense(tf, tf.reshape(second, [-1, UNITS]), tensors.slice(7, 9));
        return tf.reshape(logits, [-1, positions, numClasses]);
      },
    };
  },
};
