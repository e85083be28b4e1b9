import type { ClientId, RunConfig, RunEvent } from '@tributary/protocol';
import type { Transition } from '../run-effect.ts';
import type {
  AggregatingPhase,
  Cohort,
  CohortMember,
  FlightMember,
  ReportingPhase,
  RunState,
} from '../run-state.ts';
import { type FlyingState, withMembers } from './flight.ts';
import { wakeUps } from './reporting.ts';
import { RETURN_GRACE_MS } from './return-grace.ts';
import { planFor } from './selecting.ts';

export type UpdateLost = Extract<RunEvent, { type: 'updateLost' }>;

/**
 * An update that had been accepted is gone: its client is asked for it again, and a round that was being folded
 * is open again for it. Nothing happens once the fold is done.
 */
export const loseUpdate = (
  state: RunState,
  { at, event: { clientId, round, attempt } }: { readonly at: number; readonly event: UpdateLost },
  config: RunConfig,
): Transition<RunState> => {
  const { phase } = state;
  if (round !== state.round || attempt !== state.attempt) return [state, []];
  if (phase.name !== 'reporting' && phase.name !== 'aggregating') return [state, []];
  if (phase.cohort[clientId]?.status !== 'reported') return [state, []];
  const open = phase.name === 'reporting' ? phase : reopen(phase, at);
  const holdUntil = at + RETURN_GRACE_MS;
  const deadlineAt = Math.max(open.deadlineAt, holdUntil);
  const cohort = { ...open.cohort, [clientId]: withoutUpdate(state, clientId) };
  const waiting: ReportingPhase = { ...open, holdUntil, deadlineAt, cohort };
  const next: RunState = { ...state, phase: waiting };
  return [
    next,
    [
      ...wakeUps(waiting, config),
      ...(state.clients[clientId] ? [planFor(next, clientId, config)] : []),
    ],
  ];
};

/** The round as it was when it closed. Who had not reported by then has been told to stop. */
const reopen = ({ openedAt, cohort, wanted }: AggregatingPhase, at: number): ReportingPhase => ({
  ...{ name: 'reporting', openedAt, deadlineAt: at, holdUntil: at, returnUntil: at, wanted },
  cohort: Object.fromEntries(
    Object.entries(cohort).map(([clientId, member]) => [clientId, asClosed(member)]),
  ),
});

const asClosed = (member: CohortMember): CohortMember =>
  member.status === 'training' || member.status === 'departed'
    ? { status: 'declined', reason: 'had not reported when the round closed' }
    : member;

const withoutUpdate = ({ clients }: RunState, clientId: ClientId): CohortMember =>
  clients[clientId]
    ? { status: 'training' }
    : { status: 'departed', reason: 'its update was lost by the coordinator' };

/**
 * The same in an asynchronous run, where the other updates of a round that was being folded are in the buffer
 * again. Undefined where nothing is lost.
 */
export const withoutBuffered = (
  state: FlyingState,
  { at, event: { clientId, round } }: { readonly at: number; readonly event: UpdateLost },
): FlyingState | undefined => {
  const { phase } = state;
  const wasFolding =
    phase.name === 'aggregating' &&
    phase.plans?.[clientId]?.round === round &&
    phase.cohort[clientId]?.status === 'reported';
  const open = wasFolding ? unfold(state, phase, at) : state;
  const inFlight = open.flight.members[clientId];
  if (inFlight?.member.status !== 'reported' || inFlight.plan.round !== round) return undefined;
  const flight = { ...open.flight, holdUntil: at + RETURN_GRACE_MS };
  const lost = { ...inFlight, member: withoutUpdate(state, clientId) };
  return withMembers({ ...open, flight }, [[clientId, lost]]);
};

const unfold = (
  state: FlyingState,
  { openedAt, cohort, plans }: AggregatingPhase,
  at: number,
): FlyingState =>
  withMembers(
    { ...state, phase: { name: 'buffering', openedAt, deadlineAt: at + RETURN_GRACE_MS } },
    buffered(cohort, plans ?? {}),
  );

const buffered = (
  cohort: Cohort,
  plans: NonNullable<AggregatingPhase['plans']>,
): [ClientId, FlightMember][] =>
  Object.entries(plans).flatMap(([clientId, plan]) => {
    const closed = cohort[clientId];
    if (closed?.status !== 'reported') return [];
    const { staleness: _late, base: _base, ...member } = closed;
    return [[clientId, { plan, member }]];
  });
