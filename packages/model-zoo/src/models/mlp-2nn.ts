import { denseStack } from '../layers/dense.ts';
import type { Model } from '../model.ts';
import { inputSize, refuseUnlessNumbers } from '../model-input.ts';

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
  build: (input) => denseStack([inputSize(input), 200, 200, input.numClasses]),
};
