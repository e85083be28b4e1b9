import type { Digest, RetentionSpec, RunConfig, RunId } from '@tributary/protocol';
import { type GlobalModel, type RunState, startedFrom } from '@tributary/rounds';
import type { StoredCheckpoint } from '../storage/storage.ts';
import { roundsToKeep } from './rounds-to-keep.ts';
import { firstWeightsOf } from './run-model.ts';

/** What is needed of a run to say which blobs it needs. */
export interface RetainingRun {
  readonly runId: RunId;
  readonly config: Pick<RunConfig, 'retention' | 'task'>;
  readonly state: RunState;
}

export interface Staying {
  /** The first checkpoints, the pinned and the current ones, of this run and of others. */
  readonly checkpoints: readonly StoredCheckpoint[];
  /** The updates of so many newest rounds stay: so do the models that they moved. */
  readonly keepUpdates: number;
}

/** Everything that a round left in the checkpoint folder. */
export const blobsOf = ({
  checkpoint,
  iterate,
  broadcast,
  optimizerState,
}: GlobalModel): Digest[] => [
  ...new Set([
    checkpoint,
    iterate,
    broadcast,
    ...(optimizerState === null ? [] : [optimizerState]),
  ]),
];

/** Whether somebody has said that it stays. */
const isChosen = ({ pinned, current }: StoredCheckpoint): boolean => pinned || current;

/** The rounds of a run whose blobs stay. */
export const keptRounds = (
  { runId, config, state }: RetainingRun,
  { checkpoints, keepUpdates }: Staying,
): ReadonlySet<number> => {
  const chosen = checkpoints.filter((row) => row.runId === runId && isChosen(row));
  return roundsToKeep(
    state.history,
    withBases(config.retention, keepUpdates),
    chosen.map(({ round }) => round),
  );
};

/** A round is recomputed from the model before it. */
const withBases = (retention: RetentionSpec, keepUpdates: number): RetentionSpec => ({
  ...retention,
  lastCheckpoints:
    retention.lastCheckpoints && keepUpdates > 0
      ? Math.max(retention.lastCheckpoints, keepUpdates + 1)
      : retention.lastCheckpoints,
});

/**
 * Every blob that a run cannot do without: the models that it keeps, the one that it stands at or is about
 * to commit, those that clients on their way started from, and those that it adapts or began with.
 */
export const neededBlobs = (run: RetainingRun, staying: Staying): Digest[] => {
  const { runId, config, state } = run;
  const { model, phase, history } = state;
  const kept = keptRounds(run, staying);
  return [
    ...staying.checkpoints
      .filter((row) => row.runId === runId && (row.round === 0 || isChosen(row)))
      .map(({ digest }) => digest),
    ...history.filter(({ round }) => kept.has(round)).flatMap(blobsOf),
    ...(model ? blobsOf(model) : []),
    ...(phase.name === 'evaluating' ? blobsOf(phase.candidate) : []),
    ...startedFrom(state),
    ...(config.task.adapter ? [config.task.adapter.base] : []),
    ...firstWeightsOf(config.task),
  ];
};
