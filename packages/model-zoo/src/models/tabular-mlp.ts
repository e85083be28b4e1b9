import { dense, denseWeights } from '../layers/dense.ts';
import { fillWeights, manifestOf } from '../layers/initialisers.ts';
import { rowFeatures, rowFeaturesWeights, rowFeaturesWidth } from '../layers/row-features.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessNumbers } from '../model-input.ts';

const HIDDEN = [64, 32] as const;

const refuseUnlessRow = (input: ModelInput): string | undefined => {
  const reason = refuseUnlessNumbers({ ...input, categories: [] });
  if (reason) return reason;
  return input.featureShape.length === 1
    ? undefined
    : `it needs rows of a table, but an example is [${input.featureShape}]`;
};

/** The categories of each column; a table that says nothing of them has none. */
const categoriesOf = ({ featureShape, categories }: ModelInput): readonly number[] =>
  categories ?? new Array<number>(featureShape[0] as number).fill(0);

/**
 * A multilayer perceptron for the rows of a table: each column of categories has an embedding (Guo &
 * Berkhahn 2016, "Entity Embeddings of Categorical Variables"), numbers stand beside them as they are,
 * and two hidden layers of 64 and 32 ReLU units follow. Numbers should be standardised.
 */
export const tabularMlp: Model = {
  name: 'tabular-mlp',
  title: 'MLP for tables',
  description: 'Two hidden layers over the rows of a table; learns what each category means.',
  paper: 'Guo & Berkhahn 2016, Entity Embeddings of Categorical Variables',
  typicalDataset: 'heart-disease',
  accepts: refuseUnlessRow,
  build: (input) => {
    const columns = categoriesOf(input);
    const tables = rowFeaturesWeights('embedding', columns);
    const weights = [
      ...tables,
      ...denseWeights('dense1', rowFeaturesWidth(columns), HIDDEN[0]),
      ...denseWeights('dense2', HIDDEN[0], HIDDEN[1]),
      ...denseWeights('dense3', HIDDEN[1], input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs) => {
        const layers = tensors.slice(tables.length);
        const features = rowFeatures(tf, inputs, tensors.slice(0, tables.length), columns);
        const first = tf.relu(dense(tf, features, layers.slice(0, 2)));
        const second = tf.relu(dense(tf, first, layers.slice(2, 4)));
        return dense(tf, second, layers.slice(4, 6));
      },
    };
  },
};
