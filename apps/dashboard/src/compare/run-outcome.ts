import type { RunConfig } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import type { JudgedRounds } from '../view/judged-rounds.ts';
import { spentSoFar } from '../view/spent-so-far.ts';

/** What has come of a run. */
export interface RunOutcome {
  /** Committed rounds. */
  readonly rounds: number;
  /** The most accurate round, or the one with the lowest loss where there is no accuracy. */
  readonly best: BestRound | null;
  /** Up and down, over all committed rounds. */
  readonly bytes: number;
  /** Time spent inside committed rounds. */
  readonly roundsMs: number;
  /** ε: null without a promise; infinite without a bound. */
  readonly epsilon: number | null;
}

export interface BestRound {
  readonly round: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
}

interface Outcome {
  readonly state: Pick<RunState, 'history' | 'openings'>;
  readonly judged: Pick<JudgedRounds, 'rounds'>;
}

export const runOutcome = (
  config: Pick<RunConfig, 'privacy' | 'cohort'>,
  { state, judged }: Outcome,
): RunOutcome => {
  const { history } = state;
  const spent = config.privacy.mode === 'none' ? null : spentSoFar(config, state);
  return {
    rounds: history.length,
    best: bestOf(judged.rounds),
    bytes: history.reduce((sum, { bytesUp, bytesDown }) => sum + bytesUp + bytesDown, 0),
    roundsMs: history.reduce((sum, { openedAt, committedAt }) => sum + committedAt - openedAt, 0),
    epsilon: spent === null ? null : (spent.epsilon ?? Number.POSITIVE_INFINITY),
  };
};

const bestOf = (history: readonly BestRound[]): BestRound | null => {
  let best: BestRound | null = null;
  for (const { round, accuracy, loss } of history) {
    if (accuracy === null && loss === null) continue;
    if (best === null || goodness({ accuracy, loss }) > goodness(best)) {
      best = { round, accuracy, loss };
    }
  }
  return best;
};

const goodness = ({ accuracy, loss }: Omit<BestRound, 'round'>): number =>
  accuracy ?? -(loss ?? Number.POSITIVE_INFINITY);
