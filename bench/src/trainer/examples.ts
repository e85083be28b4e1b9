import { createRandom } from '@tributary/fedavg';
import type { Examples, ModelInput } from '@tributary/model-zoo';

/** The batch of McMahan et al. 2017. */
export const BATCH_SIZE = 10;

/** The zoo's models that the engine is measured with, and the data that each is for. */
export const INPUTS: Readonly<Record<string, ModelInput>> = {
  'mlp-2nn': { featureShape: [28, 28, 1], numClasses: 10 },
  cnn: { featureShape: [28, 28, 1], numClasses: 10 },
  'char-lstm': { featureShape: [80], numClasses: 86, featureKind: 'tokens' },
  'resnet-20': { featureShape: [32, 32, 3], numClasses: 10 },
};

/** Chance instead of data: how long a step takes does not depend on what is in it. */
export const randomExamples = (input: ModelInput, numExamples: number): Examples => {
  const { featureShape, numClasses, featureKind } = input;
  const random = createRandom(1);
  const length = numExamples * featureShape.reduce((size, axis) => size * axis, 1);
  const tokens = featureKind === 'tokens';
  return {
    numExamples,
    featureShape,
    features: tokens
      ? Int32Array.from({ length }, () => random.integer(numClasses))
      : Uint8Array.from({ length }, () => random.integer(256)),
    labels: Int32Array.from({ length: tokens ? length : numExamples }, () =>
      random.integer(numClasses),
    ),
  };
};
