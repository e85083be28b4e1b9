import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { chainOf, type LayerGraph } from '../layer-graph/layer-graph.ts';
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

const layers = (input: ModelInput): LayerGraph =>
  chainOf(input.featureShape, [
    ['embedding', 'RowFeatures', { columns: [...categoriesOf(input)] }],
    ['dense1', 'Dense', { units: HIDDEN[0], activation: 'relu' }],
    ['dense2', 'Dense', { units: HIDDEN[1], activation: 'relu' }],
    ['dense3', 'Dense', { units: input.numClasses }],
  ]);

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
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
