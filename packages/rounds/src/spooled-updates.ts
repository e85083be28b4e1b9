import type { ClientId, Digest } from '@tributary/protocol';
import { planRound } from './phases/aggregating.ts';
import { bufferedMembers } from './phases/flight.ts';
import { type ReportedMember, type RunState, reportedMembers } from './run-state.ts';

/** An accepted update that waits for its fold, or is being folded. */
export interface SpooledUpdate {
  readonly clientId: ClientId;
  /** Of the plan that it answers. */
  readonly round: number;
  readonly attempt: number;
  readonly digest: Digest;
  readonly payloadBytes: number;
}

/** The updates that a run cannot do without: a spool that lacks one of them must ask for it again. */
export const spooledUpdates = (state: RunState): SpooledUpdate[] => {
  const { flight, phase, round, attempt } = state;
  const waiting = flight ? bufferedMembers(flight) : [];
  const isOpen = phase.name === 'reporting' || phase.name === 'aggregating';
  const closing = isOpen ? reportedMembers(phase.cohort) : [];
  return [
    ...waiting.map(([clientId, { plan, member }]) => describe(clientId, plan, member)),
    ...closing.map(([clientId, member]) =>
      describe(clientId, { round: planRound(round, member), attempt }, member),
    ),
  ];
};

const describe = (
  clientId: ClientId,
  { round, attempt }: Pick<SpooledUpdate, 'round' | 'attempt'>,
  { digest, payloadBytes }: ReportedMember,
): SpooledUpdate => ({ clientId, round, attempt, digest, payloadBytes });

/** Their digests; the same bytes of two clients are there twice. */
export const neededDigests = (state: RunState): Digest[] =>
  spooledUpdates(state).map(({ digest }) => digest);
