import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { denseLayers } from '../layer-graph/dense-stack.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessNumbers } from '../model-input.ts';

const layers = ({ featureShape, numClasses }: ModelInput) =>
  denseLayers(featureShape, [200, 200, numClasses]);

/**
 * The "2NN" of McMahan et al. 2017 ("Communication-Efficient Learning of Deep Networks from
 * Decentralized Data", section 3): two hidden layers of 200 ReLU units; 199,210 weights on MNIST.
 */
export const mlp2nn: Model = {
  name: 'mlp-2nn',
  title: '2NN (multilayer perceptron)',
  description: 'Two hidden layers of 200 units, as in the first paper on federated averaging.',
  paper: 'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks',
  typicalDataset: 'mnist',
  accepts: refuseUnlessNumbers,
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
