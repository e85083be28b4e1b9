import { strategies } from '@tributary/fedavg';
import {
  type DataSchema,
  datasets,
  type ModelSpec,
  partitioners,
  suggestTask,
  type Task,
  tasks,
} from '@tributary/model-zoo';
import {
  type RunConfig,
  runConfigSchema,
  type TaskSpec,
  taskSpecSchema,
} from '@tributary/protocol';
import { z } from 'zod';
import { fitsModel, modelsFor, publicName } from '../view/catalogue.ts';

/** The settings of a run that stand in schemas of their own, in the order of the form. */
export const runSettings = runConfigSchema.pick({
  rounds: true,
  clientWork: true,
  cohort: true,
  reporting: true,
  retention: true,
  seed: true,
});

/** A complete run config with a task template's settings and the defaults for the rest. */
export const draftFromTask = (task: Task): RunConfig =>
  runConfigSchema.parse({
    name: task.title,
    task: taskSpec(task),
    partition: partitionSpec(task),
    strategy: { name: 'FedAvg', hyperparams: strategyDefaults('FedAvg') },
    clientWork: task.clientWork,
  });

/** A template's data, model and steps before training. */
const taskSpec = ({ dataset, model, preprocessing = [] }: Task): TaskSpec =>
  taskSpecSchema.parse({ dataset, model, preprocessing });

const partitionSpec = ({ partition: { partitioner, params } }: Task) => ({
  partitioner,
  params: { ...partitionerDefaults(partitioner), ...params },
});

/**
 * A draft's parts that another data set changes. The steps before training, the division and the local
 * work are those of its first template: not every data set can be divided by class or by who made an
 * example, and what is a good learning rate for pictures is none for texts. The model stays if it fits.
 */
export const draftOnDataset = (
  { task, partition, clientWork }: DraftOfData,
  dataset: string,
): DraftOfData => {
  const template = tasks.entries.find((entry) => entry.dataset === dataset);
  return {
    task: taskOnDataset(dataset, task.model),
    partition: { ...partition, ...(template && partitionSpec(template)) },
    clientWork: template?.clientWork ?? clientWork,
  };
};

/**
 * The parts of a draft that own data changes. The steps before training follow from the schema; the local work does
 * where the model changes, and the model stays if it fits.
 */
export const draftOnSchema = (
  { task, clientWork }: Pick<RunConfig, 'task' | 'clientWork'>,
  dataset: DataSchema,
): Pick<RunConfig, 'task' | 'clientWork'> => {
  const { model, preprocessing, clientWork: suggested } = suggestTask(dataset);
  const fits = fitsModel({ dataset, preprocessing }, task.model);
  return {
    task: taskSpecSchema.parse({ dataset, model: fits ? task.model : model, preprocessing }),
    clientWork: fits ? clientWork : suggested,
  };
};

/** Who brings data of their own, where a data set says whose its parts are; seasons and speakers do not. */
const bringers: readonly (string | undefined)[] = ['hospital', 'site'];

/** The cohort of a run on data like a public data set's, which its sites bring: a round is for all of them. */
export const cohortOfSites = (
  cohort: RunConfig['cohort'],
  dataset: string,
): RunConfig['cohort'] => {
  const { naturalUnit, naturalNames = [] } = datasets.get(dataset);
  return bringers.includes(naturalUnit) && naturalNames.length > cohort.minClients
    ? { ...cohort, minClients: naturalNames.length }
    : cohort;
};

/** Whether somebody has called the run otherwise than its template or their data is called. */
export const isNamed = ({ name, task: { dataset } }: Pick<RunConfig, 'name' | 'task'>): boolean =>
  !tasks.entries.some(({ title }) => title === name) &&
  !(typeof dataset !== 'string' && dataset.title === name);

type DraftOfData = Pick<RunConfig, 'task' | 'partition' | 'clientWork'>;

const taskOnDataset = (dataset: string, model: ModelSpec): TaskSpec => {
  const template = tasks.entries.find((task) => task.dataset === dataset);
  const preprocessing = template?.preprocessing ?? [];
  const fitting = modelsFor({ dataset, preprocessing }).map(({ value }) => value);
  const chosen = [publicName(model), template?.model, fitting[0]].find(
    (name) => name !== undefined && fitting.includes(name),
  );
  return taskSpecSchema.parse({ dataset, model: chosen ?? model, preprocessing });
};

/** @throws {RangeError} for a name that is not in the registry. */
export const strategyDefaults = (name: string): Record<string, unknown> =>
  defaultsOf(strategies.get(name).hyperparams);

/** @throws {RangeError} for a name that is not in the registry. */
export const partitionerDefaults = (name: string): Record<string, unknown> =>
  defaultsOf(partitioners.get(name).params);

/** The defaults that a schema gives; a setting without one is left for the person to fill in. */
export const defaultsOf = (schema: z.ZodObject): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema.shape).flatMap(([key, setting]) => {
      const result = z.safeParse(setting, undefined);
      return result.success && result.data !== undefined ? [[key, result.data]] : [];
    }),
  );
