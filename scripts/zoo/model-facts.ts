import { countWeights } from '@tributary/fedavg';
import {
  buildModel,
  datasets,
  type Model,
  type ModelInput,
  preprocessedInput,
  tasks,
} from '@tributary/model-zoo';

/** A data set as it comes, and as the tasks that learn from it prepare it. */
const inputsOf = (dataset: string): ModelInput[] => {
  const prepared = tasks.entries.filter((task) => task.dataset === dataset);
  return [{ dataset }, ...prepared].map(preprocessedInput);
};

const fits = (model: Model, input: ModelInput): boolean => model.accepts?.(input) === undefined;

/**
 * How many weights a model has for the data set that it is listed with.
 * @throws {RangeError} when it fits that data neither as it comes nor as a task prepares it
 */
export const typicalWeights = (model: Model): number => {
  const input = inputsOf(model.typicalDataset).find((candidate) => fits(model, candidate));
  if (!input) {
    throw new RangeError(`The model "${model.name}" does not fit "${model.typicalDataset}".`);
  }
  return countWeights(buildModel(model, input).manifest);
};

/** What an example is, in words. */
export const describeExample = (input: ModelInput): string => {
  const { featureKind, featureShape, vocabularySize, categories } = input;
  if (featureKind === 'text') return 'text';
  if (featureKind === 'tokens') {
    return vocabularySize === undefined ? 'tokens, each with its next' : 'tokens';
  }
  if (featureShape.length === 3) return 'pictures';
  if (featureShape.length === 2) return 'windows';
  return categories?.some((count) => count > 0) ? 'rows with categories' : 'rows of numbers';
};

/** The kinds of examples, among those of the data sets and tasks there are, that a model takes. */
export const takenBy = (model: Model): string[] => {
  const inputs = datasets.names.flatMap(inputsOf).filter((input) => fits(model, input));
  return [...new Set(inputs.map(describeExample))].sort();
};
