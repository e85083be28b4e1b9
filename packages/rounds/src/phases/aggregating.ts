import type { RunConfig } from '@tributary/protocol';
import type { AggregateResult } from '../folding/aggregate-round.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import { type ReportingPhase, type RunState, reportedMembers } from '../run-state.ts';
import { closeRound } from './reporting.ts';
import { enterWaiting } from './waiting.ts';

/** Closes a round that has its quorum: the cohort is frozen, its updates are folded. */
export const enterAggregating = (
  state: RunState,
  { openedAt, cohort }: ReportingPhase,
  at: number,
): Transition<RunState> => {
  const next: RunState = {
    ...state,
    phase: { name: 'aggregating', openedAt, closedAt: at, cohort },
  };
  return [next, [...closeRound(state, 'aggregating'), aggregateEffect(next)]];
};

/** The fold of the closed round; asked for again after a restart. Throws outside the phase: a bug. */
export const aggregateEffect = ({ phase, round, attempt, ...state }: RunState): RunEffect => {
  if (phase.name !== 'aggregating' || state.iterate === null) {
    throw new Error('Only a closed round can be aggregated.');
  }
  return {
    type: 'aggregate',
    round,
    attempt,
    base: state.iterate,
    optimizerState: state.optimizerState,
    updates: reportedMembers(phase.cohort).map(([, { digest, numExamples }]) => ({
      digest,
      numExamples,
    })),
  };
};

/** The candidate is there: have it tested. */
export const enterEvaluating = (
  state: RunState,
  { checkpoint, iterate = checkpoint, optimizerState }: AggregateResult,
  at: number,
): Transition<RunState> => {
  if (state.phase.name !== 'aggregating') return [state, []];
  const { openedAt, closedAt, cohort } = state.phase;
  const next: RunState = {
    ...state,
    phase: {
      name: 'evaluating',
      openedAt,
      closedAt,
      cohort,
      candidate: checkpoint,
      candidateIterate: iterate,
      candidateOptimizerState: optimizerState,
      aggregatedAt: at,
    },
  };
  return [next, [{ type: 'evaluate', round: state.round, checkpoint }]];
};

/** An aggregate that cannot be made is a fault in the coordinator: the run ends and says why. */
export const failAggregation = (state: RunState, reason: string): Transition<RunState> => [
  {
    ...state,
    status: 'failed',
    statusReason: `Round ${state.round} could not be aggregated: ${reason}`,
    phase: { name: 'idle' },
  },
  [],
];

/** What testing the candidate brought. */
export interface Evaluation {
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly bytesDown: number;
  readonly at: number;
}

/** Commits the candidate and goes on to the next round, or completes the run. */
export const commitRound = (
  state: RunState,
  { accuracy, loss, bytesDown, at }: Evaluation,
  config: RunConfig,
): Transition<RunState> => {
  const { phase, round, attempt } = state;
  if (phase.name !== 'evaluating') return [state, []];
  const { openedAt, closedAt, cohort, aggregatedAt } = phase;
  const made = {
    checkpoint: phase.candidate,
    iterate: phase.candidateIterate,
    optimizerState: phase.candidateOptimizerState,
  };
  const record = {
    round,
    attempt,
    ...made,
    accuracy,
    loss,
    openedAt,
    closedAt,
    aggregatedAt,
    committedAt: at,
    bytesUp: reportedMembers(cohort).reduce((sum, [, member]) => sum + member.payloadBytes, 0),
    bytesDown,
    cohort,
  };
  const committed: RunState = {
    ...state,
    ...made,
    history: [...state.history, record],
    attempt: 1,
  };
  const commit: RunEffect = { type: 'commitRound', record };
  if (round >= config.rounds) {
    return [{ ...committed, status: 'completed', phase: { name: 'idle' } }, [commit]];
  }
  const [next, effects] = enterWaiting({ ...committed, round: round + 1 }, at, config);
  return [next, [commit, ...effects]];
};
