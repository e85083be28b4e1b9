import type { ClientId, RoundClosed, RunConfig, RunEvent } from '@tributary/protocol';
import { samplesInSecret } from '../cohort-selection.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import {
  type CohortMember,
  countMembers,
  type ReportedMember,
  type ReportingPhase,
  type RunState,
  reportedMembers,
} from '../run-state.ts';
import { patienceMs } from './adaptive-deadline.ts';
import { enterAggregating } from './aggregating.ts';
import { enterWaiting } from './waiting.ts';

/** After so many attempts in a row that miss their quorum the run pauses and asks for a person. */
export const MAX_ATTEMPTS = 5;

/** What clients and time do to a round. */
export type RoundEvent = Extract<
  RunEvent,
  {
    type:
      | 'presenceChanged'
      | 'updateReceived'
      | 'updateRejected'
      | 'updateLost'
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
  const { digest, numExamples, payloadBytes, norm, uploadMs, metrics } = event;
  return {
    status: 'reported',
    ...{ at, digest, numExamples, payloadBytes, metrics },
    ...(norm !== undefined && { norm }),
    ...(uploadMs !== undefined && { uploadMs }),
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
 * How many of those wanted must report for the round to count. Nobody, where secret coins drew the cohort: to draw
 * again until enough report would be another way of drawing than the one that privacy rests on.
 */
export const requiredReports = (wanted: number, config: RunConfig): number =>
  samplesInSecret(config) ? 0 : Math.max(1, Math.ceil(config.reporting.quorum * wanted));

/** Changes one member of the open round and closes the round if nobody is left to wait for. */
export const updateMember = (
  state: RunState,
  { clientId, member, at }: { clientId: ClientId; member: CohortMember; at: number },
  config: RunConfig,
): Transition<RunState> => {
  const { phase } = state;
  if (phase.name !== 'reporting' || phase.cohort[clientId] === undefined) return [state, []];
  const changed = { ...phase, cohort: { ...phase.cohort, [clientId]: member } };
  const [next, effects] = closeWhenDone({ ...state, phase: changed }, at, config);
  const due = closesAt(changed, config);
  const isMoved = next.phase === changed && due !== closesAt(phase, config);
  return [next, isMoved ? [...effects, { type: 'wakeAt', at: due }] : effects];
};

/**
 * When the round closes, whoever is still at work: at its deadline, or, where that adapts, so long after the
 * quorum as the arrival of its reports makes it reasonable to wait for more.
 */
const closesAt = (
  { openedAt, deadlineAt, holdUntil, wanted, cohort }: ReportingPhase,
  config: RunConfig,
): number => {
  const { adaptive } = config.reporting;
  const reports = adaptive ? reportedMembers(cohort) : [];
  if (!adaptive || reports.length < requiredReports(wanted, config)) return deadlineAt;
  const arrivalsMs = reports.map(([, member]) => Math.max(0, member.at - openedAt));
  const due = openedAt + Math.ceil(patienceMs(arrivalsMs, adaptive));
  return Math.min(deadlineAt, Math.max(holdUntil, due));
};

/** When there may be something to do in an open round though nothing happens. */
export const wakeUps = (phase: ReportingPhase, config: RunConfig): RunEffect[] =>
  [...new Set([phase.holdUntil, phase.returnUntil, closesAt(phase, config), phase.deadlineAt])]
    .filter((at) => at > phase.openedAt)
    .map((at) => ({ type: 'wakeAt', at }));

/**
 * Closes the round when as many as wanted have reported, when its time is over or when no member is still at
 * work: with an aggregate if the quorum has reported, otherwise by abandoning the attempt.
 */
export const closeWhenDone = (
  state: RunState,
  at: number,
  config: RunConfig,
): Transition<RunState> => {
  const { phase } = state;
  if (phase.name !== 'reporting') return [state, []];
  const { reported, training, departed } = countMembers(phase.cohort);
  const required = requiredReports(phase.wanted, config);
  const isQuorate = reported >= required;
  // A network that is gone for a second must not cost the work of all when the quorum hangs on those behind it.
  const hangsOnReturn = !isQuorate && reported + departed >= required;
  const returnsUntil = Math.max(phase.holdUntil, hangsOnReturn ? phase.returnUntil : 0);
  const isOpen = reported < phase.wanted && at < closesAt(phase, config);
  if (isOpen && (training > 0 || (departed > 0 && at < returnsUntil))) return [state, []];
  return isQuorate ? enterAggregating(state, phase, at) : abandonAttempt(state, at, config);
};

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
