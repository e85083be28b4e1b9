import { strategies } from '@tributary/fedavg';
import { completeSteps, datasets, models, preprocessedInput } from '@tributary/model-zoo';
import {
  describeIssues,
  type Rejection,
  type RunConfig,
  reject,
  type TaskSpec,
} from '@tributary/protocol';
import { checkPartition } from './check-partition.ts';

/**
 * Whether everything that a config names exists and fits; hyperparameters and the parameters of steps
 * come back with their defaults filled in, so that the stored config says everything.
 */
export const validateConfig = (
  config: RunConfig,
): { readonly ok: true; readonly config: RunConfig } | Rejection => {
  const unknown = [
    ['task.dataset', config.task.dataset, datasets.names],
    ['task.model', config.task.model, models.names],
    ['strategy.name', config.strategy.name, strategies.names],
  ] as const;
  for (const [field, name, names] of unknown) {
    if (!names.includes(name)) {
      return reject(
        'invalid-config',
        `${field}: there is no "${name}"; choose one of ${names.join(', ')}`,
      );
    }
  }
  const checked = checkTask(config.task);
  if (!checked.ok) return checked;
  const { hyperparams } = strategies.get(config.strategy.name);
  const strategyParams = hyperparams.strict().safeParse(config.strategy.hyperparams);
  if (!strategyParams.success) {
    return reject(
      'invalid-config',
      `strategy.hyperparams: ${describeIssues(strategyParams.error)}`,
    );
  }
  const divided = checkPartition(config.partition);
  if (!divided.ok) return divided;
  return {
    ok: true,
    config: {
      ...config,
      task: checked.task,
      strategy: { ...config.strategy, hyperparams: strategyParams.data },
      partition: divided.partition,
    },
  };
};

/** Whether the steps fit the data set, and the model what comes of them. */
const checkTask = (task: TaskSpec): { readonly ok: true; readonly task: TaskSpec } | Rejection => {
  try {
    const preprocessing = completeSteps(datasets.get(task.dataset), task.preprocessing);
    const unfit = models.get(task.model).accepts?.(preprocessedInput(task));
    const steps = preprocessing.length > 0 ? ' after its preprocessing' : '';
    return unfit
      ? reject(
          'invalid-config',
          `task.model: "${task.model}" does not fit the data set "${task.dataset}"${steps}: ${unfit}`,
        )
      : { ok: true, task: { ...task, preprocessing } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reject('invalid-config', `task.preprocessing: ${error.message.replace(/\.$/, '')}`);
  }
};
