import { denseStack } from '../layers/dense.ts';
import type { Model } from '../model.ts';
import { inputSize, refuseUnlessNumbers } from '../model-input.ts';

/** Softmax regression: one dense layer from the features to the logits; 7,850 weights on MNIST. */
export const logisticRegression: Model = {
  name: 'logistic-regression',
  title: 'Logistic regression',
  description: 'One layer from the features to the classes: small and quick, but less accurate.',
  typicalDataset: 'mnist',
  accepts: refuseUnlessNumbers,
  build: (input) => denseStack([inputSize(input), input.numClasses]),
};
