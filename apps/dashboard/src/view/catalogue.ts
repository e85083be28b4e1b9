import { aggregators, strategies } from '@tributary/fedavg';
import {
  buildModel,
  type DataSpec,
  datasets,
  findData,
  type ModelInput,
  type ModelSpec,
  modelOf,
  models,
  partitioners,
  preprocessedInput,
  type TrainedTask,
} from '@tributary/model-zoo';

/** One entry of a registry as a person chooses it. */
export interface CatalogueOption {
  readonly value: string;
  readonly label: string;
  readonly description: string;
}

interface Titled {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

interface Summarised {
  readonly name: string;
  readonly summary: string;
}

const titled = ({ name, title, description }: Titled): CatalogueOption => ({
  value: name,
  label: title,
  description,
});

const summarised = ({ name, summary }: Summarised): CatalogueOption => ({
  value: name,
  label: name,
  description: summary,
});

/** What a run can be made of. */
export const catalogue = {
  datasets: datasets.entries.map(titled),
  models: models.entries.map(titled),
  strategies: strategies.entries.map(summarised),
  aggregators: aggregators.entries.map(summarised),
  // Federated averaging needs whole examples, so nothing that divides columns.
  partitioners: partitioners.entries.filter(({ axis }) => axis !== 'columns').map(summarised),
} as const;

/** The data and what is done with it: what decides which models fit. */
type PreparedData = Pick<TrainedTask, 'dataset' | 'preprocessing'>;

/**
 * The models that can be trained on a data set after the steps before training; all of them where
 * this page does not know it. One that is solved for statistics predicts nothing and is left out.
 * @throws {RangeError} when a step does not fit the data
 */
export const modelsFor = (data: PreparedData): readonly CatalogueOption[] => {
  if (findData(data.dataset) === undefined) return catalogue.models;
  const input = preprocessedInput(data);
  return models.entries.filter((model) => isTrainable(model, input)).map(titled);
};

/** Whether some data can be trained on with a model, of the zoo or brought. */
export const fitsModel = (data: PreparedData, spec: ModelSpec): boolean =>
  typeof spec === 'string'
    ? modelsFor(data).some(({ value }) => value === spec)
    : modelOf(spec).accepts?.(preprocessedInput(data)) === undefined;

const isTrainable = (model: (typeof models.entries)[number], input: ModelInput): boolean =>
  model.accepts?.(input) === undefined && buildModel(model, input).solve === undefined;

/** What number is to be predicted, with its unit; null where it is a class, and accuracy counts. */
export const predictedNumber = (data: DataSpec): string | null => {
  const { target, classNames } = findData(data) ?? {};
  return target === 'number' ? (classNames?.[0] ?? '') : null;
};

/** What a run's data is called. */
export const titleOfData = (data: DataSpec): string => findData(data)?.title ?? String(data);

/** The name of a data set or model of the zoo; nothing where clients bring the data, or an admin the model. */
export const publicName = (spec: DataSpec | ModelSpec): string =>
  typeof spec === 'string' ? spec : '';
