import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { denseLayers } from '../layer-graph/dense-stack.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessNumbers } from '../model-input.ts';

const layers = ({ featureShape, numClasses }: ModelInput) =>
  denseLayers(featureShape, [numClasses]);

/** Softmax regression: one dense layer from the features to the logits; 7,850 weights on MNIST. */
export const logisticRegression: Model = {
  name: 'logistic-regression',
  title: 'Logistic regression',
  description: 'One layer from the features to the classes: small and quick, but less accurate.',
  typicalDataset: 'mnist',
  accepts: refuseUnlessNumbers,
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
