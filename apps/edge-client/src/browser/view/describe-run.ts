import { isEnded, type RunOffer } from '@tributary/protocol';
import { describeScore } from './describe-score.ts';
import { formatCount } from './format.ts';

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

/** Where the run stands: "3 of 10 rounds done". */
export const describeStanding = (run: RunOffer): string => standings[run.status](run);

/** How good the shared model is; null before it was first measured. */
export const scoreSoFar = (run: RunOffer): string | null => {
  const score = describeScore(run);
  if (score === null) return null;
  return score.meaning === 'right'
    ? `${score.value} right so far`
    : `Typical error ${score.value} so far`;
};
