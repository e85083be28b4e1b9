import type { ClientId } from '@tributary/protocol';
import type { RunState } from './run-state.ts';

/**
 * The round of the plan that led to a client's last update that counted; null before the first. In an
 * asynchronous run an update counts in a later round than it was planned in.
 */
export const countedRound = (
  { participants }: Pick<RunState, 'participants'>,
  clientId: ClientId,
): number | null => participants[clientId]?.round ?? null;
