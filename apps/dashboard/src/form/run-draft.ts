import { strategies } from '@tributary/fedavg';
import { partitioners, type Task } from '@tributary/model-zoo';
import { type RunConfig, runConfigSchema } from '@tributary/protocol';
import { z } from 'zod';
import { plainIssue } from './plain-issue.ts';

/** The settings of a run that stand in schemas of their own, in the order of the form. */
export const runSettings = runConfigSchema.pick({
  rounds: true,
  clientWork: true,
  cohort: true,
  reporting: true,
  seed: true,
});

/** A complete run config with a task template's settings and the defaults for the rest. */
export const draftFromTask = (task: Task): RunConfig =>
  runConfigSchema.parse({
    name: task.title,
    task: { dataset: task.dataset, model: task.model },
    partition: {
      partitioner: task.partition.partitioner,
      params: { ...partitionerDefaults(task.partition.partitioner), ...task.partition.params },
    },
    strategy: { name: 'FedAvg', hyperparams: strategyDefaults('FedAvg') },
    clientWork: task.clientWork,
  });

/** @throws {RangeError} for a name that is not in the registry. */
export const strategyDefaults = (name: string): Record<string, unknown> =>
  defaultsOf(strategies.get(name).hyperparams);

/** @throws {RangeError} for a name that is not in the registry. */
export const partitionerDefaults = (name: string): Record<string, unknown> =>
  defaultsOf(partitioners.get(name).params);

/** The defaults that a schema gives; a setting without one is left for the person to fill in. */
const defaultsOf = (schema: z.ZodObject): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema.shape).flatMap(([key, setting]) => {
      const result = z.safeParse(setting, undefined);
      return result.success && result.data !== undefined ? [[key, result.data]] : [];
    }),
  );

/** What is wrong with a draft: a message by the path of each field, e.g. `clientWork.epochs`. */
export const draftErrors = (draft: RunConfig): Record<string, string> => ({
  ...errorsOf(runConfigSchema, draft),
  ...errorsOf(strategies.get(draft.strategy.name).hyperparams, draft.strategy.hyperparams, [
    'strategy',
    'hyperparams',
  ]),
  ...errorsOf(partitioners.get(draft.partition.partitioner).params, draft.partition.params, [
    'partition',
    'params',
  ]),
});

const errorsOf = (
  schema: z.ZodType,
  value: unknown,
  prefix: readonly string[] = [],
): Record<string, string> =>
  Object.fromEntries(
    (schema.safeParse(value).error?.issues ?? []).map((issue) => [
      [...prefix, ...issue.path].join('.'),
      plainIssue(issue),
    ]),
  );
