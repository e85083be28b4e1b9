import { denseStack } from '../layers/dense.ts';
import { inputSize, type Model, refuseTokens } from '../model.ts';

/** Softmax regression: one dense layer from the features to the logits; 7,850 weights on MNIST. */
export const logisticRegression: Model = {
  name: 'logistic-regression',
  title: 'Logistic regression',
  description: 'One layer from the features to the classes: small and quick, but less accurate.',
  accepts: refuseTokens,
  build: (input) => denseStack([inputSize(input), input.numClasses]),
};
