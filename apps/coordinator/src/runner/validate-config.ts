import { strategies } from '@tributary/fedavg';
import { datasets, models, partitioners } from '@tributary/model-zoo';
import { describeIssues, type Rejection, type RunConfig, reject } from '@tributary/protocol';

/**
 * Whether everything that a config names exists and fits; the hyperparameters come back with their
 * defaults filled in, so that the stored config says everything.
 */
export const validateConfig = (
  config: RunConfig,
): { readonly ok: true; readonly config: RunConfig } | Rejection => {
  const unknown = [
    ['task.dataset', config.task.dataset, datasets.names],
    ['task.model', config.task.model, models.names],
    ['strategy.name', config.strategy.name, strategies.names],
    ['partition.partitioner', config.partition.partitioner, partitioners.names],
  ] as const;
  for (const [field, name, names] of unknown) {
    if (!names.includes(name)) {
      return reject(
        'invalid-config',
        `${field}: there is no "${name}"; choose one of ${names.join(', ')}`,
      );
    }
  }
  const unfit = models.get(config.task.model).accepts?.(datasets.get(config.task.dataset));
  if (unfit) {
    return reject(
      'invalid-config',
      `task.model: "${config.task.model}" does not fit the data set "${config.task.dataset}": ${unfit}`,
    );
  }
  const { hyperparams } = strategies.get(config.strategy.name);
  const strategyParams = hyperparams.strict().safeParse(config.strategy.hyperparams);
  if (!strategyParams.success) {
    return reject(
      'invalid-config',
      `strategy.hyperparams: ${describeIssues(strategyParams.error)}`,
    );
  }
  const { params } = partitioners.get(config.partition.partitioner);
  const partitionParams = params.strict().safeParse(config.partition.params);
  if (!partitionParams.success) {
    return reject('invalid-config', `partition.params: ${describeIssues(partitionParams.error)}`);
  }
  return {
    ok: true,
    config: {
      ...config,
      strategy: { ...config.strategy, hyperparams: strategyParams.data },
      partition: { ...config.partition, params: partitionParams.data },
    },
  };
};
