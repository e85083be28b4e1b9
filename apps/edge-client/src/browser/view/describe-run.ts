import { findData, modelTitle, tasks } from '@tributary/model-zoo';
import { isEnded, type RunOffer } from '@tributary/protocol';
import { describeScore } from './describe-score.ts';
import { formatCount } from './format.ts';

/** A run in words that need no knowledge of machine learning. */
interface RunStory {
  readonly runId: string;
  readonly name: string;
  /** What is learnt, one sentence. */
  readonly goal: string;
  readonly dataTitle: string;
  readonly dataDescription: string;
  readonly modelTitle: string;
  /** Where the run stands: "3 of 10 rounds done". */
  readonly standing: string;
  /** How good the shared model is; null before it was first measured. */
  readonly score: string | null;
}

/** Whether the run may still ask this device for something. */
export const isOpen = (run: RunOffer): boolean => !isEnded(run.status);

const done = ({ round, rounds }: RunOffer): string =>
  `${formatCount(round)} of ${formatCount(rounds)} rounds done`;

const standings: Record<RunOffer['status'], (run: RunOffer) => string> = {
  created: ({ rounds }) => `Not started yet, ${formatCount(rounds)} rounds planned`,
  running: done,
  pausing: (run) => `Pausing, ${done(run)}`,
  paused: (run) => `Paused, ${done(run)}`,
  completed: (run) =>
    run.round < run.rounds
      ? `Finished early, ${done(run)}`
      : `Finished, all ${formatCount(run.rounds)} rounds done`,
  stopped: (run) => `Stopped, ${done(run)}`,
  failed: (run) => `Failed, ${done(run)}`,
};

export const describeStanding = (run: RunOffer): string => standings[run.status](run);

const describeGoal = ({ dataset, model }: RunOffer['task'], dataTitle: string): string => {
  const sameData = tasks.entries.filter((task) => task.dataset === dataset);
  const task = sameData.find((candidate) => candidate.model === model) ?? sameData[0];
  return task?.description ?? `Learns from the data set “${dataTitle}”.`;
};

const scoreSoFar = (run: RunOffer): string | null => {
  const score = describeScore(run);
  if (score === null) return null;
  return score.meaning === 'right'
    ? `${score.value} right so far`
    : `Typical error ${score.value} so far`;
};

/** Names that this page's zoo does not know (an older page, a newer coordinator) stand as they are. */
export const describeRun = (run: RunOffer): RunStory => {
  const data = findData(run.task.dataset);
  const dataTitle = data?.title ?? String(run.task.dataset);
  return {
    runId: run.runId,
    name: run.name,
    goal: describeGoal(run.task, dataTitle),
    dataTitle,
    dataDescription: data?.description ?? '',
    modelTitle: modelTitle(run.task.model),
    standing: describeStanding(run),
    score: scoreSoFar(run),
  };
};
