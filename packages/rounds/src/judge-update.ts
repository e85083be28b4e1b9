import { type ClientId, type Digest, isEnded, type Rejection, reject } from '@tributary/protocol';
import type { RunState } from './run-state.ts';

export type Verdict = { readonly ok: true; readonly known: boolean } | Rejection;

/**
 * Whether an update has a place in the open round. The gateway asks before it takes the first byte;
 * the reducer asks again, so that the log can hold nothing that does not count.
 *
 * `known` means that this very update (same digest) is already counted: sending it again is harmless.
 */
export const judgeUpdate = (
  state: RunState,
  { clientId, round, digest }: { clientId: ClientId; round: number; digest: Digest },
): Verdict => {
  const counted = countedUpdate(state, clientId, round);
  if (counted === digest) return { ok: true, known: true };
  if (isEnded(state.status) || state.status === 'created') return reject('run-not-running');
  if (round !== state.round) return reject('wrong-round', `round ${state.round} is the open one`);
  if (state.phase.name !== 'reporting') return reject('wrong-round', 'the round is closed');
  const member = state.phase.cohort[clientId];
  if (member === undefined) return reject('not-in-cohort');
  if (member.status === 'reported') return reject('duplicate-update');
  if (member.status === 'rejected') return reject(member.code, 'already refused in this round');
  return { ok: true, known: false };
};

/** The digest of the client's update that counts in the given round, if there is one. */
const countedUpdate = (state: RunState, clientId: ClientId, round: number): Digest | undefined => {
  const cohort =
    round === state.round && 'cohort' in state.phase
      ? state.phase.cohort
      : state.history.find((record) => record.round === round)?.cohort;
  const member = cohort?.[clientId];
  return member?.status === 'reported' ? member.digest : undefined;
};
