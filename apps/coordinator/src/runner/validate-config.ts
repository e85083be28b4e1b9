import { countWeights, noiseGrid, planPrivateRound } from '@tributary/fedavg';
import {
  completeSteps,
  type DataDescription,
  type DataSpec,
  datasets,
  describeData,
  findData,
  modelOf,
  models,
  preprocessedInput,
} from '@tributary/model-zoo';
import {
  type Rejection,
  type RunConfig,
  reject,
  rejectUnknown,
  type TaskSpec,
} from '@tributary/protocol';
import { completeRules, findConflicts, needsRoot } from '@tributary/rounds';
import { checkPartition } from './check-partition.ts';
import { describeRunWire } from './run-model.ts';

/**
 * Whether everything that a config names exists and fits; hyperparameters and the parameters of steps
 * come back with their defaults filled in, so that the stored config says everything.
 */
export const validateConfig = (config: RunConfig): Checked => {
  const { dataset, model } = config.task;
  if (findData(dataset) === undefined) {
    return rejectUnknown('task.dataset', String(dataset), datasets.names);
  }
  if (typeof model === 'string' && !models.names.includes(model)) {
    return rejectUnknown('task.model', model, models.names);
  }
  const checked = checkTask(config.task);
  if (!checked.ok) return checked;
  const divided = checkPartition(config.partition);
  if (!divided.ok) return divided;
  const completed = completeRules({
    ...config,
    task: checked.task,
    partition: divided.partition,
  });
  if (!completed.ok) return completed;
  if (typeof dataset !== 'string' && needsRoot(config)) {
    const reason =
      'The coordinator has no examples of what clients bring. Choose another aggregator';
    return reject('invalid-config', `aggregation.aggregator: ${reason}`);
  }
  const [conflict] = findConflicts(completed.config);
  if (conflict) return reject('invalid-config', `${conflict.path}: ${conflict.reason}`);
  return checkWire(completed.config);
};

type Checked = { readonly ok: true; readonly config: RunConfig } | Rejection;

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
    const data = describeData(task.dataset);
    const preprocessing = completeSteps(data, task.preprocessing);
    const model = modelOf(task.model);
    const unfit = model.accepts?.(preprocessedInput(task));
    const steps = preprocessing.length > 0 ? ' after its preprocessing' : '';
    return unfit
      ? reject(
          'invalid-config',
          `task.model: "${model.name}" does not fit the data set "${nameOf(task.dataset, data)}"${steps}: ${unfit}`,
        )
      : { ok: true, task: { ...task, preprocessing } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reject('invalid-config', `task.preprocessing: ${error.message.replace(/\.$/, '')}`);
  }
};

const nameOf = (data: DataSpec, { title }: DataDescription): string =>
  typeof data === 'string' ? data : title;
