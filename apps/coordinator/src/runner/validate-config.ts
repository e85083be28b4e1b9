import { countWeights, noiseGrid, planPrivateRound } from '@tributary/fedavg';
import { completeSteps, datasets, models, preprocessedInput } from '@tributary/model-zoo';
import {
  type Rejection,
  type RunConfig,
  reject,
  rejectUnknown,
  type TaskSpec,
} from '@tributary/protocol';
import { completeRules, findConflicts } from '@tributary/rounds';
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
  ] as const;
  for (const [field, name, names] of unknown) {
    if (!names.includes(name)) {
      return rejectUnknown(field, name, names);
    }
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
