import { countWeights, type PrivacyConfig } from '@tributary/fedavg';
import { completeSteps, datasets, describeData, modelTitle, taskModel } from '@tributary/model-zoo';
import type { Digest, RunConfig, TaskSpec } from '@tributary/protocol';
import { type RoundRecord, type RunState, reportedMembers } from '@tributary/rounds';
import { describeInput, outputOf } from '../describe-checkpoint.ts';
import type { DevicesSeen } from './devices-seen.ts';

/** What a card is made of. */
export interface CardSource {
  readonly config: RunConfig;
  readonly state: Pick<RunState, 'history'>;
  /** The round whose model the card is for; rounds after it are left out. */
  readonly round: number;
  readonly devices: DevicesSeen;
}

/** A model and how it came about, as plain data (Mitchell et al. 2019, "Model Cards for Model Reporting"). */
export interface ModelCard {
  readonly run: string;
  readonly checkpoint: Digest;
  readonly round: number;
  readonly model: {
    readonly title: string;
    readonly weights: number;
    readonly input: string;
    readonly output: 'probabilities' | 'logits';
    /** It trained adapters of this checkpoint, which stays as it is. */
    readonly adapterOf?: Digest;
  };
  readonly data: {
    readonly title: string;
    readonly classes: readonly string[];
    readonly columns: readonly string[];
    /** Null where every client brings its own: whoever owns it has to say. */
    readonly licence: string | null;
    readonly preprocessing: readonly { readonly name: string; readonly params: object }[];
  };
  readonly training: {
    readonly strategy: string;
    readonly hyperparams: Readonly<Record<string, unknown>>;
    readonly clientWork: RunConfig['clientWork'];
    /** Committed rounds up to this model. */
    readonly rounds: number;
    readonly smallestCohort: number;
    readonly largestCohort: number;
    /** Different clients whose updates counted. */
    readonly clients: number;
    readonly bytesUp: number;
    readonly bytesDown: number;
    /** ISO 8601. */
    readonly from: string;
    readonly to: string;
  };
  readonly privacy: {
    readonly mode: PrivacyConfig['mode'];
    /** Null without a promise, or without a bound. */
    readonly epsilon: number | null;
    readonly delta: number | null;
  };
  readonly devices: DevicesSeen;
  readonly results: { readonly accuracy: number | null; readonly loss: number | null };
}

/**
 * A run's model of one round and how it came about.
 * @throws {RangeError} when the round was not committed
 */
export const modelCard = ({ config, state, round, devices }: CardSource): ModelCard => {
  const history = state.history.filter((record) => record.round <= round);
  const last = history.at(-1);
  if (last?.round !== round) throw new RangeError(`Round ${round} of this run was not committed.`);
  const { task, privacy } = config;
  return {
    ...{ run: config.name, round, checkpoint: last.checkpoint, devices },
    model: describeModel(task),
    data: describeTaskData(task),
    training: describeTraining(config, history, last),
    privacy: {
      mode: privacy.mode,
      epsilon: last.spent?.epsilon ?? null,
      delta: 'delta' in privacy ? privacy.delta : null,
    },
    results: { accuracy: last.accuracy, loss: last.loss },
  };
};

const describeModel = (task: TaskSpec): ModelCard['model'] => ({
  title: modelTitle(task.model),
  weights: countWeights(taskModel(task).manifest),
  input: describeInput(task),
  output: outputOf(task),
  ...(task.adapter && { adapterOf: task.adapter.base }),
});

const describeTaskData = ({ dataset, preprocessing }: TaskSpec): ModelCard['data'] => {
  const data = describeData(dataset);
  return {
    title: data.title,
    classes: data.classNames,
    columns: data.columns?.map(({ name }) => name) ?? [],
    licence: typeof dataset === 'string' ? datasets.get(dataset).licence : null,
    preprocessing: completeSteps(data, preprocessing),
  };
};

const describeTraining = (
  { strategy, clientWork }: RunConfig,
  history: readonly RoundRecord[],
  last: RoundRecord,
): ModelCard['training'] => {
  const cohorts = history.map(({ cohort }) => Object.keys(cohort).length);
  const clients = history.flatMap(({ cohort }) => reportedMembers(cohort).map(([id]) => id));
  const sum = (read: (record: RoundRecord) => number) =>
    history.reduce((total, record) => total + read(record), 0);
  return {
    ...{ strategy: strategy.name, hyperparams: strategy.hyperparams, clientWork },
    rounds: history.length,
    smallestCohort: Math.min(...cohorts),
    largestCohort: Math.max(...cohorts),
    clients: new Set(clients).size,
    bytesUp: sum(({ bytesUp }) => bytesUp),
    bytesDown: sum(({ bytesDown }) => bytesDown),
    from: new Date((history[0] ?? last).openedAt).toISOString(),
    to: new Date(last.committedAt).toISOString(),
  };
};
