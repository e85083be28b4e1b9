import { type ClientId, isEnded, type RunConfig, type RunEvent } from '@tributary/protocol';
import { asynchronousOf } from './asynchronous-of.ts';
import { judgeUpdate } from './judge-update.ts';
import { askAgain, commitRound, enterEvaluating, failAggregation } from './phases/aggregating.ts';
import { callOff, reduceFlight } from './phases/buffering.ts';
import { isFlying } from './phases/flight.ts';
import { loseUpdate } from './phases/lost-update.ts';
import { affectedMembers, clientsAfter, type PresenceChanged } from './phases/presence.ts';
import {
  closeRound,
  closeWhenDone,
  lostMember,
  type RoundEvent,
  reportedMember,
  updateMember,
  wakeUps,
} from './phases/reporting.ts';
import { lostInRestart, RETURN_GRACE_MS } from './phases/return-grace.ts';
import { openRound, planFor } from './phases/selecting.ts';
import { enterWaiting } from './phases/waiting.ts';
import type { Transition } from './run-effect.ts';
import type { ReportingPhase, RunState } from './run-state.ts';

/** An event with the time at which it was logged, in Unix ms. */
export interface TimedEvent {
  readonly at: number;
  readonly event: RunEvent;
}

/**
 * The one place where a run changes. Pure and total: time comes in `at`, chance from the run's seed,
 * and an event that has no meaning in the present state (a late update, a second start) changes
 * nothing. See `run-effect.ts` for what it may ask for.
 */
export const reduceRun = (
  state: RunState,
  timed: TimedEvent,
  config: RunConfig,
): Transition<RunState> => {
  if (isEnded(state.status)) return [state, []];
  const [next, effects] = reduceActive(state, timed, config);
  if (!isEnded(next.status) || !isFlying(next)) return [next, effects];
  const [ended, last] = callOff(next);
  return [ended, [...effects, ...last]];
};

const reduceActive = (
  state: RunState,
  { at, event }: TimedEvent,
  config: RunConfig,
): Transition<RunState> => {
  switch (event.type) {
    case 'runStarted':
      if (state.status !== 'created') return [state, []];
      return enterWaiting({ ...state, ...begun(event, config) }, at, config);
    case 'runPaused':
      return pause(state);
    case 'runResumed':
      return resume(state, at, config);
    case 'runStopped':
      return stop(state);
    case 'aggregated':
      return isCurrent(state, event) ? enterEvaluating(state, event, at) : [state, []];
    case 'aggregationFailed':
      return isCurrent(state, event) && state.phase.name === 'aggregating'
        ? failAggregation(state, event.reason)
        : [state, []];
    case 'evaluated':
      return event.round === state.round
        ? commitRound(state, { ...event, at }, config)
        : [state, []];
    default:
      return isFlying(state)
        ? reduceFlight(state, { at, event }, config)
        : reduceCohort(state, { at, event }, config);
  }
};

/** What clients and time do to a run that awaits a cohort. */
const reduceCohort = (
  state: RunState,
  { at, event }: { readonly at: number; readonly event: RoundEvent },
  config: RunConfig,
): Transition<RunState> => {
  switch (event.type) {
    case 'presenceChanged':
      return changePresence(state, { at, event }, config);
    case 'updateReceived':
      return report(state, { at, event }, config);
    case 'updateLost':
      return loseUpdate(state, { at, event }, config);
    case 'updateRejected':
    case 'roundDeclined':
      return dropOut(state, { ...event, at, member: lostMember(event) }, config);
    case 'tick':
      return state.phase.name === 'waiting'
        ? openRound(state, at, config)
        : closeWhenDone(state, at, config);
    case 'coordinatorRestarted':
      return restart(state, at, config);
  }
};

/** The first model is the same for testing, for averaging and, unless it is encoded, for the clients. */
const begun = (
  { checkpoint, broadcast = checkpoint, samplingKey }: EventOf<'runStarted'>,
  config: RunConfig,
): Pick<RunState, 'status' | 'model' | 'samplingKey' | 'flight'> => {
  const asynchronous = asynchronousOf(config);
  return {
    status: 'running',
    model: { checkpoint, iterate: checkpoint, broadcast, optimizerState: null, clipNorm: null },
    samplingKey: samplingKey ?? null,
    flight: asynchronous && { ...asynchronous, holdUntil: 0, members: {} },
  };
};

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

const isCurrent = (state: RunState, event: { round: number; attempt: number }): boolean =>
  event.round === state.round && event.attempt === state.attempt;

/** Lets the open round finish; holds before the next one. A buffer may fill further, but does not close. */
const pause = (state: RunState): Transition<RunState> => {
  if (state.status !== 'running') return [state, []];
  if (state.phase.name === 'waiting' || state.phase.name === 'buffering') {
    return [{ ...state, status: 'paused', phase: { name: 'idle' } }, []];
  }
  return [{ ...state, status: 'pausing' }, []];
};

const resume = (state: RunState, at: number, config: RunConfig): Transition<RunState> => {
  const running: RunState = { ...state, status: 'running', statusReason: null };
  if (state.status === 'pausing') return [running, []];
  if (state.status === 'paused') return enterWaiting(running, at, config);
  return [state, []];
};

const stop = (state: RunState): Transition<RunState> => [
  { ...state, status: 'stopped', phase: { name: 'idle' } },
  'cohort' in state.phase && !isFlying(state)
    ? [
        ...closeRound(state, 'stopped'),
        { type: 'dropUpdates', round: state.round, attempt: state.attempt },
      ]
    : [],
];

/**
 * Clients come and go: nobody who left is waited for, and members that come back are told their plan again.
 * A round opens once all have come, so that its cohort is drawn from them all.
 */
const changePresence = (
  state: RunState,
  { at, event }: { readonly at: number; readonly event: PresenceChanged },
  config: RunConfig,
): Transition<RunState> => {
  const clients = clientsAfter(state.clients, event, at);
  if (clients === state.clients) return [state, []];
  const present = { ...state, clients };
  const { phase } = present;
  if (phase.name !== 'reporting') return openRound(present, at, config);
  const affected = affectedMembers(event, (clientId) => phase.cohort[clientId]);
  if (affected.length === 0) return [present, []];
  const cohort = { ...phase.cohort, ...Object.fromEntries(affected) };
  const isLeft = affected.some(([, { status }]) => status === 'departed');
  const returnUntil = isLeft ? Math.min(at + RETURN_GRACE_MS, phase.deadlineAt) : phase.returnUntil;
  const changed: ReportingPhase = { ...phase, cohort, returnUntil };
  const [next, effects] = closeWhenDone({ ...present, phase: changed }, at, config);
  if (next.phase !== changed) return [next, effects];
  const returned = affected.filter(([, { status }]) => status === 'training');
  return [
    next,
    [
      ...(isLeft ? wakeUps(changed, config) : []),
      ...returned.map(([clientId]) => planFor(next, clientId, config)),
    ],
  ];
};

/** A member's update counts, once, if it has a place in the open attempt. */
const report = (
  state: RunState,
  { at, event }: { readonly at: number; readonly event: EventOf<'updateReceived'> },
  config: RunConfig,
): Transition<RunState> => {
  const { clientId, attempt } = event;
  const verdict = judgeUpdate(state, event);
  if (!verdict.ok || verdict.known || attempt !== state.attempt) return [state, []];
  return updateMember(state, { clientId, member: reportedMember(event, at), at }, config);
};

/** A member will not report in this round, though it may be connected. */
const dropOut = (
  state: RunState,
  change: { readonly round: number } & Parameters<typeof updateMember>[1],
  config: RunConfig,
): Transition<RunState> => {
  const member = state.phase.name === 'reporting' ? state.phase.cohort[change.clientId] : undefined;
  return change.round === state.round && member?.status === 'training'
    ? updateMember(state, change, config)
    : [state, []];
};

/**
 * After a restart nobody is connected, whatever was in flight is asked for again, and an open round
 * keeps its reports and gives its members time to return.
 */
const restart = (state: RunState, at: number, config: RunConfig): Transition<RunState> => {
  const { phase } = state;
  const holdUntil = at + RETURN_GRACE_MS;
  const alone: RunState = {
    ...state,
    clients: {},
    // Or the first few to come back would be the whole cohort.
    returning: { until: holdUntil, clientIds: awaitedAfter(state, at) },
  };
  if (phase.name !== 'reporting') {
    return [alone, [{ type: 'wakeAt', at: holdUntil }, ...askAgain(alone)]];
  }
  const deadlineAt = Math.max(phase.deadlineAt, holdUntil);
  const cohort = Object.fromEntries(
    Object.entries(phase.cohort).map(([clientId, member]) => [
      clientId,
      member.status === 'training' ? lostInRestart : member,
    ]),
  );
  const waiting: ReportingPhase = { ...phase, holdUntil, deadlineAt, cohort };
  return [{ ...alone, phase: waiting }, wakeUps(waiting, config)];
};

/** Whoever was there, and who was still on the way after the restart before. */
const awaitedAfter = ({ clients, returning }: RunState, at: number): ClientId[] => {
  const stillAway = returning !== null && at < returning.until ? returning.clientIds : [];
  return [...new Set([...stillAway, ...Object.keys(clients)])];
};
