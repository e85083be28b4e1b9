import type { ClientId } from '@tributary/protocol';
import type { RoundRecord } from './run-state.ts';

/**
 * The round of the plan that led to a client's last update that counted; null before the first. In an
 * asynchronous run an update counts in a later round than it was planned in.
 */
export const countedRound = (
  history: readonly RoundRecord[],
  clientId: ClientId,
): number | null => {
  const record = history.findLast(({ cohort }) => cohort[clientId]?.status === 'reported');
  const member = record?.cohort[clientId];
  return record && member?.status === 'reported' ? record.round - (member.staleness ?? 0) : null;
};
