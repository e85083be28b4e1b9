import { dense, denseWeights } from '../layers/dense.ts';
import { embedding, embeddingWeights } from '../layers/embedding.ts';
import { fillWeights, manifestOf, uniform } from '../layers/initialisers.ts';
import { maskedMean, paddingMask } from '../layers/padding-mask.ts';
import type { Model } from '../model.ts';
import { refuseUnlessTextClass, vocabularyOf } from '../model-input.ts';

const EMBEDDING = 32;

/**
 * A text as the mean of its words: each token becomes 32 numbers, their mean over the text goes through
 * a dense layer to the classes, as in fastText (Joulin et al. 2016, "Bag of Tricks for Efficient Text
 * Classification", section 2; its n-grams are the tokeniser's business). Token 0 is padding and does
 * not count.
 */
export const textEmbedding: Model = {
  name: 'text-embedding',
  title: 'Mean of word embeddings',
  description:
    'Sorts texts by the mean of what their words mean: small, quick, blind to word order.',
  paper: 'Joulin et al. 2016, Bag of Tricks for Efficient Text Classification',
  typicalDataset: 'rt-polarity',
  accepts: refuseUnlessTextClass,
  build: (input) => {
    const weights = [
      ...embeddingWeights('embedding', [vocabularyOf(input), EMBEDDING], (name, shape) =>
        uniform(name, shape, 1 / EMBEDDING),
      ),
      ...denseWeights('dense', EMBEDDING, input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, tokens) => {
        const embedded = embedding(tf, tokens, tensors.slice(0, 1));
        const mean = maskedMean(tf, embedded, paddingMask(tf, tokens));
        return dense(tf, mean, tensors.slice(1, 3));
      },
    };
  },
};
