import type { ClientId, RoundClosed, RunConfig, RunEvent } from '@tributary/protocol';
import { samplesInSecret } from '../cohort-selection.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import {
  type CohortMember,
  type ReportedMember,
  type ReportingPhase,
  type RunState,
  reportedMembers,
} from '../run-state.ts';
import { enterAggregating } from './aggregating.ts';
import { enterWaiting } from './waiting.ts';

/** After so many attempts in a row that miss their quorum the run pauses and asks for a person. */
export const MAX_ATTEMPTS = 5;

/** What clients and time do to a round. */
export type RoundEvent = Extract<
  RunEvent,
  {
    type:
      | 'clientJoined'
      | 'clientLeft'
      | 'updateReceived'
      | 'updateRejected'
      | 'roundDeclined'
      | 'tick'
      | 'coordinatorRestarted';
  }
>;

/** A member whose update has come. */
export const reportedMember = (
  event: Extract<RunEvent, { type: 'updateReceived' }>,
  at: number,
): ReportedMember => {
  const { digest, numExamples, payloadBytes, norm, metrics } = event;
  return {
    status: 'reported',
    ...{ at, digest, numExamples, payloadBytes, metrics },
    ...(norm !== undefined && { norm }),
  };
};

/** A member that will not report: refused, or unable to do its part. */
export const lostMember = (
  event: Extract<RunEvent, { type: 'updateRejected' | 'roundDeclined' }>,
): CohortMember =>
  event.type === 'updateRejected'
    ? { status: 'rejected', code: event.code }
    : { status: 'declined', reason: event.reason };

/**
 * How many members must report for the round to count. Nobody, where secret coins drew the cohort: to draw
 * again until enough report would be another way of drawing than the one that privacy rests on.
 */
export const requiredReports = (cohortSize: number, config: RunConfig): number =>
  samplesInSecret(config) ? 0 : Math.max(1, Math.ceil(config.reporting.quorum * cohortSize));

/** Changes one member of the open round and closes the round if nobody is left to wait for. */
export const updateMember = (
  state: RunState,
  { clientId, member, at }: { clientId: ClientId; member: CohortMember; at: number },
  config: RunConfig,
): Transition<RunState> => {
  const { phase } = state;
  if (phase.name !== 'reporting' || phase.cohort[clientId] === undefined) return [state, []];
  const cohort = { ...phase.cohort, [clientId]: member };
  return closeWhenDone({ ...state, phase: { ...phase, cohort } }, at, config);
};

/**
 * Closes the round when its deadline has come or when no member is still at work: with an aggregate
 * if the quorum has reported, otherwise by abandoning the attempt.
 */
export const closeWhenDone = (
  state: RunState,
  at: number,
  config: RunConfig,
): Transition<RunState> => {
  const { phase } = state;
  if (phase.name !== 'reporting') return [state, []];
  if (at < phase.deadlineAt && isAwaitingSomeone(phase, at)) return [state, []];
  const reports = reportedMembers(phase.cohort).length;
  const enough = reports >= requiredReports(Object.keys(phase.cohort).length, config);
  return enough ? enterAggregating(state, phase, at) : abandonAttempt(state, at, config);
};

const isAwaitingSomeone = ({ cohort, holdUntil }: ReportingPhase, at: number): boolean =>
  Object.values(cohort).some(
    ({ status }) => status === 'training' || (status === 'departed' && at < holdUntil),
  );

const abandonAttempt = (state: RunState, at: number, config: RunConfig): Transition<RunState> => {
  const { round, attempt } = state;
  const closing: RunEffect[] = [
    ...closeRound(state, 'abandoned'),
    { type: 'dropUpdates', round, attempt },
  ];
  const [next, effects] = tryAgain(
    state,
    `Round ${round} missed its quorum ${MAX_ATTEMPTS} times in a row. Check the clients, the quorum and the deadline, then resume.`,
    { at, config },
  );
  return [next, [...closing, ...effects]];
};

/** Begins another attempt, or pauses the run and says why when there have been too many. */
export const tryAgain = (
  state: RunState,
  statusReason: string,
  { at, config }: { readonly at: number; readonly config: RunConfig },
): Transition<RunState> =>
  state.attempt >= MAX_ATTEMPTS
    ? [{ ...state, status: 'paused', statusReason, attempt: 1, phase: { name: 'idle' } }, []]
    : enterWaiting({ ...state, attempt: state.attempt + 1 }, at, config);

/** Tells the members that are still at work; nothing when there are none. */
export const closeRound = (
  { phase, round }: RunState,
  outcome: RoundClosed['outcome'],
): RunEffect[] => {
  if (phase.name !== 'reporting') return [];
  const clientIds = Object.entries(phase.cohort)
    .filter(([, { status }]) => status === 'training')
    .map(([clientId]) => clientId);
  return clientIds.length === 0 ? [] : [{ type: 'closeRound', round, outcome, clientIds }];
};
