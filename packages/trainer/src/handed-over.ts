import type { Examples } from '@tributary/model-zoo';
import { TrainerError } from './trainer-error.ts';

/**
 * Says so when the memory of examples has gone elsewhere: such arrays are empty, and a model would be
 * trained on nothing. No examples at all are fine.
 * @throws {TrainerError} `memory-handed-over`
 */
export const assertExamplesHere = ({ numExamples, features, labels }: Examples): void => {
  if (numExamples > 0 && (features.length === 0 || labels.length === 0)) {
    throw handedOver(`The arrays of these ${numExamples} examples are`);
  }
};

/** As {@link assertExamplesHere}, of examples without labels. @throws {TrainerError} `memory-handed-over` */
export const assertFeaturesHere = ({
  numExamples,
  features,
}: Pick<Examples, 'numExamples' | 'features'>): void => {
  if (numExamples > 0 && features.length === 0) {
    throw handedOver(`The array of these ${numExamples} examples is`);
  }
};

/**
 * As {@link assertExamplesHere}, of weights or what else there is one number of for each.
 * @throws {TrainerError} `memory-handed-over`
 */
export const assertWeightsHere = (...vectors: readonly (Float32Array | undefined)[]): void => {
  if (vectors.some((values) => values?.length === 0)) {
    throw handedOver('An array of weights is');
  }
};

const handedOver = (subject: string): TrainerError =>
  new TrainerError(
    'memory-handed-over',
    `${subject} empty: the memory was handed over to a worker, as load() does. Give a copy to the first one, or read the data anew.`,
  );
