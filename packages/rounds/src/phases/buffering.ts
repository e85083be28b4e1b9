import type { ClientId, RunConfig } from '@tributary/protocol';
import { judgeUpdate } from '../judge-update.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import type { CohortMember, FlightMember, RunState } from '../run-state.ts';
import { askAgain, enterAggregating } from './aggregating.ts';
import { fillPlaces, flightPlan } from './filling.ts';
import {
  bufferedMembers,
  countTaken,
  type FlyingState,
  isAwaitingSomeone,
  membersAtWork,
  withMembers,
} from './flight.ts';
import { type UpdateLost, withoutBuffered } from './lost-update.ts';
import { affectedMembers, clientsAfter, type PresenceChanged } from './presence.ts';
import {
  lostMember,
  MAX_ATTEMPTS,
  type RoundEvent,
  reportedMember,
  tryAgain,
} from './reporting.ts';
import { lostInRestart, RETURN_GRACE_MS } from './return-grace.ts';

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
    case 'presenceChanged':
      return changePresence(state, { at, event }, config);
    case 'updateReceived': {
      const verdict = judgeUpdate(state, event);
      return verdict.ok && !verdict.known
        ? change(state, { ...event, at, member: reportedMember(event, at) }, config)
        : [state, []];
    }
    case 'updateLost':
      return loseBuffered(state, { at, event }, config);
    case 'updateRejected':
    case 'roundDeclined':
      return dropOut(state, { ...event, at, member: lostMember(event) }, config);
    case 'tick':
      return settle(state, at, config);
    case 'coordinatorRestarted':
      return restart(state, at);
  }
};

/**
 * Opens the next round, if the run is waiting and there is an update in the buffer or somebody at work.
 * Who refused the last round or was refused in it may try again; who has been away for long is forgotten, and
 * who has hung for as long as a run goes on without any update may get a new plan.
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
    training: ({ sentAt }) => at >= sentAt + MAX_ATTEMPTS * reporting.deadlineMs,
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
 * with something in it, or when nothing more can come; until then the free places go to idle clients. A
 * deadline that finds nothing is put off for those whose plan still has time. Who has had its time is given
 * up: its update counts if it comes, but nobody waits for it.
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
  const { deadlineMs } = config.reporting;
  if (countTaken(filled.flight, at, deadlineMs) === 0) return abandon(filled, at, config);
  const deadlineAt = at + deadlineMs;
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
  const plans = Object.fromEntries(taken.map(([clientId, { plan }]) => [clientId, plan]));
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
    { openedAt: phase.openedAt, cohort, wanted: flight.bufferSize, plans },
    at,
  );
};

const abandon = (state: FlyingState, at: number, config: RunConfig): Transition<RunState> =>
  tryAgain(
    state,
    `In round ${state.round} no update came in time from anybody at work, ${MAX_ATTEMPTS} times in a row. Check the clients and the deadline, then resume.`,
    { at, config },
  );

/** Who comes may get a plan, or is told its own again; who goes leaves its place to another. */
const changePresence = (
  state: FlyingState,
  { at, event }: { readonly at: number; readonly event: PresenceChanged },
  config: RunConfig,
): Transition<RunState> => {
  const clients = clientsAfter(state.clients, event, at);
  if (clients === state.clients) return [state, []];
  const { members } = state.flight;
  const affected = affectedMembers(event, (clientId) => members[clientId]?.member);
  const changed = affected.map(([clientId, member]): [ClientId, FlightMember] => [
    clientId,
    { ...(members[clientId] as FlightMember), member },
  ]);
  const [next, effects] = settle(withMembers({ ...state, clients }, changed), at, config);
  const returned = changed.filter(([, { member }]) => member.status === 'training');
  const plans = returned.map(([clientId, { plan }]) =>
    flightPlan(state, { clientId, plan }, config),
  );
  return [next, [...plans, ...effects]];
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
    ? settle(withMembers(state, [[clientId, { ...inFlight, member }]]), at, config)
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

/** Whoever's update is gone is asked for it again; what else was being folded with it is in the buffer again. */
const loseBuffered = (
  state: FlyingState,
  lost: { readonly at: number; readonly event: UpdateLost },
  config: RunConfig,
): Transition<RunState> => {
  const next = withoutBuffered(state, lost);
  if (next === undefined) return [state, []];
  const { at, event } = lost;
  const { clientId } = event;
  const { holdUntil, members } = next.flight;
  const plan = state.clients[clientId] && members[clientId]?.plan;
  const [settled, effects] = settle(next, at, config);
  return [
    settled,
    [
      { type: 'wakeAt', at: holdUntil },
      ...(plan ? [flightPlan(state, { clientId, plan }, config)] : []),
      ...effects,
    ],
  ];
};

/** Nobody is connected, what was being computed is asked for again, and the buffer stays as it is. */
const restart = (state: FlyingState, at: number): Transition<RunState> => {
  const { flight, phase } = state;
  const holdUntil = at + RETURN_GRACE_MS;
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
