import type { ClientId, Digest } from '@tributary/protocol';
import type { Flight, FlightMember, ReportedMember, RunState } from '../run-state.ts';

/** The state of an asynchronous run that is under way. */
export type FlyingState = RunState & { readonly flight: Flight };

/** Whether nobody is awaited in this run. */
export const isFlying = (state: RunState): state is FlyingState => state.flight !== null;

/** An update in the buffer, with the plan that it answers. */
export interface BufferedMember extends FlightMember {
  readonly member: ReportedMember;
}

/** The updates in the buffer, the first to come first. */
export const bufferedMembers = ({ members }: Flight): [ClientId, BufferedMember][] =>
  Object.entries(members)
    .filter((entry): entry is [ClientId, BufferedMember] => entry[1].member.status === 'reported')
    .sort(([a, { member: one }], [b, { member: other }]) => one.at - other.at || (a < b ? -1 : 1));

/** Those who train now. */
export const membersAtWork = ({ members }: Flight): ClientId[] =>
  Object.keys(members).filter((clientId) => members[clientId]?.member.status === 'training');

/** Whether an update may still come: from whoever trains, or is expected back. */
export const isAwaitingSomeone = ({ members, holdUntil }: Flight, at: number): boolean =>
  Object.values(members).some(({ member: { status } }) => isExpected(status, holdUntil, at));

/**
 * How many places are taken. A plan holds its place for so long; whoever needs longer may still report,
 * but another client is put to work beside, or clients that hang would bring the run to a stand.
 */
export const countTaken = (
  { members, holdUntil }: Flight,
  at: number,
  deadlineMs: number,
): number =>
  Object.values(members).filter(
    ({ plan, member: { status } }) =>
      at < plan.sentAt + deadlineMs && isExpected(status, holdUntil, at),
  ).length;

const isExpected = (
  status: FlightMember['member']['status'],
  holdUntil: number,
  at: number,
): boolean => status === 'training' || (status === 'departed' && at < holdUntil);

export const withMembers = (
  state: FlyingState,
  changed: readonly (readonly [ClientId, FlightMember])[],
): FlyingState => {
  const { flight } = state;
  const members = { ...flight.members, ...Object.fromEntries(changed) };
  return changed.length === 0 ? state : { ...state, flight: { ...flight, members } };
};

/** The updates that wait in the buffer of a run; none where a cohort is awaited. */
export const bufferedDigests = ({ flight }: RunState): Digest[] =>
  flight ? bufferedMembers(flight).map(([, { member }]) => member.digest) : [];

/** The models that clients have started from whose updates are not aggregated yet. */
export const startedFrom = ({ flight, phase }: RunState): Digest[] => {
  const closing = 'cohort' in phase ? Object.values(phase.cohort) : [];
  return [
    ...new Set([
      ...Object.values(flight?.members ?? {}).map(({ plan }) => plan.checkpoint),
      ...closing.flatMap((member) => (member.status === 'reported' && member.base) || []),
    ]),
  ];
};
