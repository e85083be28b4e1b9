import { type ClientId, type Digest, isEnded, type Rejection, reject } from '@tributary/protocol';
import { planRound } from './phases/aggregating.ts';
import type { CohortMember, RunState } from './run-state.ts';

export type Verdict = { readonly ok: true; readonly known: boolean } | Rejection;

interface OfferedUpdate {
  readonly clientId: ClientId;
  /** Of the plan that it answers. */
  readonly round: number;
  readonly digest: Digest;
}

/**
 * Whether an update has a place in the open round, or in the buffer of an asynchronous run. The gateway
 * asks before it takes the first byte; the reducer asks again, so that the log can hold nothing that does
 * not count.
 *
 * `known` means that this very update (same digest) is already counted: sending it again is harmless.
 */
export const judgeUpdate = (state: RunState, update: OfferedUpdate): Verdict => {
  const { clientId, round, digest } = update;
  const counted = countedUpdate(state, clientId, round);
  if (counted === digest) return { ok: true, known: true };
  if (isEnded(state.status) || state.status === 'created') return reject('run-not-running');
  if (state.flight) {
    if (counted !== undefined) return reject('duplicate-update');
    if (round < (state.participants[clientId]?.round ?? 0)) {
      return reject('wrong-round', 'a later update has counted');
    }
    return judgeInFlight(state.flight.members[clientId], update);
  }
  if (round !== state.round) return reject('wrong-round', `round ${state.round} is the open one`);
  if (state.phase.name !== 'reporting') return reject('wrong-round', 'the round is closed');
  return judgeMember(state.phase.cohort[clientId]);
};

const judgeInFlight = (
  inFlight: NonNullable<RunState['flight']>['members'][ClientId] | undefined,
  { round }: OfferedUpdate,
): Verdict =>
  inFlight && inFlight.plan.round !== round
    ? reject('wrong-round', `its plan is that of round ${inFlight.plan.round}`)
    : judgeMember(inFlight?.member);

const judgeMember = (member: CohortMember | undefined): Verdict => {
  if (member === undefined) return reject('not-in-cohort');
  if (member.status === 'reported') return reject('duplicate-update');
  if (member.status === 'rejected') return reject(member.code, 'already refused in this round');
  return { ok: true, known: false };
};

/**
 * The digest of the client's update that counts for its plan of the given round, if there is one. Of committed
 * rounds only the last in which one counted is known: nobody offers an older update after a newer one.
 */
const countedUpdate = (
  { flight, phase, round: current, participants }: RunState,
  clientId: ClientId,
  round: number,
): Digest | undefined => {
  const inFlight = flight?.members[clientId];
  if (inFlight?.member.status === 'reported' && inFlight.plan.round === round) {
    return inFlight.member.digest;
  }
  const open = 'cohort' in phase ? phase.cohort[clientId] : undefined;
  if (open?.status === 'reported' && planRound(current, open) === round) return open.digest;
  const counted = participants[clientId];
  return counted?.round === round ? counted.digest : undefined;
};
