import type { ClientId, RunConfig, RunEvent } from '@tributary/protocol';
import { judgeUpdate } from '../judge-update.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import type { CohortMember, RunState } from '../run-state.ts';
import { askAgain, enterAggregating } from './aggregating.ts';
import { fillPlaces, flightPlan } from './filling.ts';
import {
  bufferedMembers,
  type FlyingState,
  isAwaitingSomeone,
  membersAtWork,
  withMember,
} from './flight.ts';
import {
  lostMember,
  MAX_ATTEMPTS,
  type RoundEvent,
  reportedMember,
  tryAgain,
} from './reporting.ts';
import { lostInRestart, RESTART_GRACE_MS } from './restart-grace.ts';

/**
 * What clients and time do to an asynchronous run (Xie et al. 2019; Nguyen et al. 2022): everybody works
 * on the model that was the newest when they got their plan, and a round closes as soon as the buffer is
 * full, whoever filled it. The others go on.
 */
export const reduceFlight = (
  state: FlyingState,
  { at, event }: { readonly at: number; readonly event: RoundEvent },
  config: RunConfig,
): Transition<RunState> => {
  switch (event.type) {
    case 'clientJoined':
      return join(state, { at, event }, config);
    case 'clientLeft':
      return leave(state, { at, event }, config);
    case 'updateReceived': {
      const verdict = judgeUpdate(state, event);
      return verdict.ok && !verdict.known
        ? change(state, { ...event, at, member: reportedMember(event, at) }, config)
        : [state, []];
    }
    case 'updateRejected':
    case 'roundDeclined':
      return dropOut(state, { ...event, at, member: lostMember(event) }, config);
    case 'tick':
      return settle(state, at, config);
    case 'coordinatorRestarted':
      return restart(state, at);
  }
};

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

/**
 * Opens the next round, if the run is waiting and there is an update in the buffer or somebody at work.
 * Who refused the last round or was refused in it may try again; who has been away for long is forgotten.
 */
export const openBuffer = (
  state: FlyingState,
  at: number,
  config: RunConfig,
): Transition<RunState> => {
  if (state.phase.name !== 'waiting') return [state, []];
  const [filled, plans] = fillPlaces(forget(state, at, config), at, config);
  const { flight } = filled;
  if (membersAtWork(flight).length + bufferedMembers(flight).length === 0) return [state, []];
  const deadlineAt = at + config.reporting.deadlineMs;
  const opened: FlyingState = { ...filled, phase: { name: 'buffering', openedAt: at, deadlineAt } };
  const [next, effects] = settle(opened, at, config);
  return [next, [{ type: 'wakeAt', at: deadlineAt }, ...plans, ...effects]];
};

const forget = (state: FlyingState, at: number, { reporting }: RunConfig): FlyingState => {
  const { flight, round, attempt } = state;
  const isDone: Record<CohortMember['status'], (plan: FlightPlan) => boolean> = {
    training: () => false,
    reported: () => false,
    departed: ({ sentAt }) => at >= Math.max(flight.holdUntil, sentAt + reporting.deadlineMs),
    declined: (plan) => plan.round !== round || plan.attempt !== attempt,
    rejected: (plan) => plan.round !== round || plan.attempt !== attempt,
  };
  const kept = Object.entries(flight.members).filter(
    ([, { plan, member }]) => !isDone[member.status](plan),
  );
  return { ...state, flight: { ...flight, members: Object.fromEntries(kept) } };
};

type FlightPlan = FlyingState['flight']['members'][ClientId]['plan'];

/**
 * After anything that may matter: closes the round when its buffer is full, when its deadline has come
 * with something in it, or when nothing more can come; until then the free places go to idle clients.
 */
const settle = (state: FlyingState, at: number, config: RunConfig): Transition<RunState> => {
  const { phase, flight } = state;
  if (phase.name === 'waiting') return openBuffer(state, at, config);
  if (phase.name !== 'buffering') return [state, []];
  const buffered = bufferedMembers(flight).length;
  const isOver = at >= phase.deadlineAt;
  if (buffered >= flight.bufferSize || (isOver && buffered > 0)) return closeBuffer(state, at);
  const [filled, plans] = fillPlaces(state, at, config);
  if (!isAwaitingSomeone(filled.flight, at)) {
    return buffered > 0 ? closeBuffer(filled, at) : abandon(filled, at, config);
  }
  if (!isOver) return [filled, plans];
  const deadlineAt = at + config.reporting.deadlineMs;
  return [
    { ...filled, phase: { ...phase, deadlineAt } },
    [{ type: 'wakeAt', at: deadlineAt }, ...plans],
  ];
};

/** The oldest updates become a round; what is more waits for the next. */
const closeBuffer = (state: FlyingState, at: number): Transition<RunState> => {
  const { flight, phase, round } = state;
  if (phase.name !== 'buffering') return [state, []];
  const taken = bufferedMembers(flight).slice(0, flight.bufferSize);
  const cohort = Object.fromEntries(
    taken.map(([clientId, { plan, member }]) => [
      clientId,
      { ...member, staleness: round - plan.round, base: plan.checkpoint },
    ]),
  );
  const members = Object.fromEntries(
    Object.entries(flight.members).filter(([clientId]) => cohort[clientId] === undefined),
  );
  return enterAggregating(
    { ...state, flight: { ...flight, members } },
    { openedAt: phase.openedAt, cohort },
    at,
  );
};

const abandon = (state: FlyingState, at: number, config: RunConfig): Transition<RunState> =>
  tryAgain(
    state,
    `In round ${state.round} nobody was left at work and no update had come, ${MAX_ATTEMPTS} times in a row. Check the clients, then resume.`,
    { at, config },
  );

/** A client is there: it may get a plan, and one that comes back is told its own again. */
const join = (
  state: FlyingState,
  { at, event: { clientId, device } }: { at: number; event: EventOf<'clientJoined'> },
  config: RunConfig,
): Transition<RunState> => {
  const joinedAt = state.clients[clientId]?.joinedAt ?? at;
  const joined = { ...state, clients: { ...state.clients, [clientId]: { device, joinedAt } } };
  const inFlight = joined.flight.members[clientId];
  const status = inFlight?.member.status;
  if (!inFlight || (status !== 'departed' && status !== 'training')) {
    return settle(joined, at, config);
  }
  const back = withMember(joined, clientId, { ...inFlight, member: { status: 'training' } });
  const [next, effects] = settle(back, at, config);
  return [next, [flightPlan(state, { clientId, plan: inFlight.plan }, config), ...effects]];
};

/** A client is gone: another one may take its place. */
const leave = (
  state: FlyingState,
  { at, event: { clientId, reason } }: { at: number; event: EventOf<'clientLeft'> },
  config: RunConfig,
): Transition<RunState> => {
  if (state.clients[clientId] === undefined) return [state, []];
  const { [clientId]: _gone, ...clients } = state.clients;
  const left = { ...state, clients };
  return left.flight.members[clientId]?.member.status === 'training'
    ? change(left, { clientId, member: { status: 'departed', reason }, at }, config)
    : settle(left, at, config);
};

interface MemberChange {
  readonly clientId: ClientId;
  readonly member: CohortMember;
  readonly at: number;
}

const change = (
  state: FlyingState,
  { clientId, member, at }: MemberChange,
  config: RunConfig,
): Transition<RunState> => {
  const inFlight = state.flight.members[clientId];
  return inFlight
    ? settle(withMember(state, clientId, { ...inFlight, member }), at, config)
    : [state, []];
};

/** No update will come of this plan, though the client may be connected. */
const dropOut = (
  state: FlyingState,
  { round, ...dropped }: MemberChange & { readonly round: number },
  config: RunConfig,
): Transition<RunState> => {
  const inFlight = state.flight.members[dropped.clientId];
  return inFlight?.plan.round === round && inFlight.member.status === 'training'
    ? change(state, dropped, config)
    : [state, []];
};

/** Nobody is connected, what was being computed is asked for again, and the buffer stays as it is. */
const restart = (state: FlyingState, at: number): Transition<RunState> => {
  const { flight, phase } = state;
  const holdUntil = at + RESTART_GRACE_MS;
  const members = Object.entries(flight.members).map(([clientId, inFlight]) => [
    clientId,
    inFlight.member.status === 'training' ? { ...inFlight, member: lostInRestart } : inFlight,
  ]);
  const alone: FlyingState = {
    ...state,
    clients: {},
    flight: { ...flight, holdUntil, members: Object.fromEntries(members) },
  };
  const wake: RunEffect = { type: 'wakeAt', at: holdUntil };
  if (phase.name !== 'buffering') return [alone, [wake, ...askAgain(alone)]];
  const deadlineAt = Math.max(phase.deadlineAt, holdUntil);
  return [
    { ...alone, phase: { ...phase, deadlineAt } },
    [wake, { type: 'wakeAt', at: deadlineAt }],
  ];
};

/** The run has ended: those at work are told, and nothing that they sent is needed any more. */
export const callOff = (state: FlyingState): Transition<RunState> => {
  const { round, attempt, flight } = state;
  const clientIds = membersAtWork(flight);
  const told: RunEffect[] =
    clientIds.length > 0 ? [{ type: 'closeRound', round, outcome: 'stopped', clientIds }] : [];
  return [{ ...state, flight: null }, [...told, { type: 'dropUpdates', round, attempt }]];
};
