import type { ClientId, RejectionCode, RunEvent } from '@tributary/protocol';
import { type RunState, reportedMembers } from '@tributary/rounds';

/** An update that was refused when it came, or left out when the round's updates were put together. */
export interface Refusal {
  readonly clientId: ClientId;
  /** The round that was open then. In an asynchronous run the update may have been asked for earlier. */
  readonly round: number;
  readonly code: RejectionCode;
}

/** Whose updates an event refuses. @param before the run's state when it happens */
export const refusalsIn = (event: RunEvent, before: RunState): Refusal[] => {
  const { round, phase } = before;
  if (event.type === 'updateRejected') {
    return [{ clientId: event.clientId, round, code: event.code }];
  }
  if (event.type !== 'aggregated' || phase.name !== 'aggregating') return [];
  const codes = new Map(event.excluded?.map(({ digest, code }) => [digest, code]));
  return reportedMembers(phase.cohort).flatMap(([clientId, { digest }]) => {
    const code = codes.get(digest);
    return code === undefined ? [] : [{ clientId, round, code }];
  });
};

/** Those of a round; they may stand in none of its cohorts: attempts are given up, and asynchronous runs go on without. */
export const refusedIn = (round: number, refused: readonly Refusal[]): Refusal[] =>
  refused.filter((refusal) => refusal.round === round);
