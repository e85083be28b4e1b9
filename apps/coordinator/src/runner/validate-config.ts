import {
  aggregators,
  countWeights,
  noiseGrid,
  parsePipeline,
  planPrivateRound,
  strategies,
} from '@tributary/fedavg';
import { completeSteps, datasets, models, preprocessedInput } from '@tributary/model-zoo';
import {
  describeIssues,
  type Rejection,
  type RunConfig,
  reject,
  type TaskSpec,
} from '@tributary/protocol';
import { findConflicts } from '@tributary/rounds';
import { checkPartition } from './check-partition.ts';
import { describeRunWire } from './run-model.ts';

/**
 * Whether everything that a config names exists and fits; hyperparameters and the parameters of steps
 * come back with their defaults filled in, so that the stored config says everything.
 */
export const validateConfig = (config: RunConfig): Checked => {
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
  const completed = completeRules({
    ...config,
    task: checked.task,
    strategy: { ...config.strategy, hyperparams: strategyParams.data },
    partition: divided.partition,
  });
  if (!completed.ok) return completed;
  const [conflict] = findConflicts(completed.config);
  if (conflict) return reject('invalid-config', `${conflict.path}: ${conflict.reason}`);
  return checkWire(completed.config);
};

type Checked = { readonly ok: true; readonly config: RunConfig } | Rejection;

/** Aggregators and compression stages with all their parameters. */
const completeRules = (config: RunConfig): Checked => {
  const { aggregation, compression } = config;
  const { aggregator } = aggregation;
  const rule = aggregator && aggregators.find(aggregator.name);
  if (aggregator && !rule) {
    return reject(
      'invalid-config',
      `aggregation.aggregator: there is no "${aggregator.name}"; choose one of ${aggregators.names.join(', ')}`,
    );
  }
  const params = rule?.params.strict().safeParse(aggregator?.params);
  if (params && !params.success) {
    return reject(
      'invalid-config',
      `aggregation.aggregator.params: ${describeIssues(params.error)}`,
    );
  }
  const [up, down] = [parsePipeline(compression.up), parsePipeline(compression.down)];
  if (!up.ok) return reject('invalid-config', `compression.up: ${up.reason}`);
  if (!down.ok) return reject('invalid-config', `compression.down: ${down.reason}`);
  return {
    ok: true,
    config: {
      ...config,
      aggregation: {
        ...aggregation,
        aggregator: aggregator && params ? { name: aggregator.name, params: params.data } : null,
      },
      compression: { ...compression, up: [...up.stages], down: [...down.stages] },
    },
  };
};

/** Whether the model has the layers that the strategy names, and is not too large for the noise. */
const checkWire = (config: RunConfig): Checked => {
  try {
    const { manifest } = describeRunWire(config);
    const { privacy, cohort } = config;
    if (privacy.mode !== 'none') {
      const noiseMultiplier =
        privacy.mode === 'central'
          ? planPrivateRound(privacy, cohort).sumNoiseMultiplier
          : privacy.noiseMultiplier;
      noiseGrid({ ...privacy, noiseMultiplier }, countWeights(manifest));
    }
    return { ok: true, config };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reject('invalid-config', `strategy: ${error.message.replace(/\.$/, '')}`);
  }
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
