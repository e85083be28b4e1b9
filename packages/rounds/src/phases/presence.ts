import type { ClientId, RunEvent } from '@tributary/protocol';
import type { CohortMember, RunState } from '../run-state.ts';

export type PresenceChanged = Extract<RunEvent, { type: 'presenceChanged' }>;

type Clients = RunState['clients'];

/** The connected clients without those who left, and with those who came; the same where it is no news. */
export const clientsAfter = (
  clients: Clients,
  { joined, left }: PresenceChanged,
  at: number,
): Clients => {
  const arrivals = Object.entries(joined);
  const departures = Object.keys(left).filter((clientId) => clients[clientId] !== undefined);
  if (arrivals.length === 0 && departures.length === 0) return clients;
  const next: Record<ClientId, Clients[ClientId]> = { ...clients };
  for (const clientId of departures) delete next[clientId];
  for (const [clientId, device] of arrivals) {
    next[clientId] = { device, joinedAt: next[clientId]?.joinedAt ?? at };
  }
  return next;
};

/** Those who go away from their work, and those who come back to it. */
export const affectedMembers = (
  { joined, left }: PresenceChanged,
  memberOf: (clientId: ClientId) => CohortMember | undefined,
): readonly (readonly [ClientId, CohortMember])[] => [
  ...Object.entries(left)
    .filter(([clientId]) => memberOf(clientId)?.status === 'training')
    .map(([clientId, reason]) => [clientId, { status: 'departed', reason }] as const),
  ...Object.keys(joined)
    .filter((clientId) => isUnfinished(memberOf(clientId)))
    .map((clientId) => [clientId, { status: 'training' }] as const),
];

const isUnfinished = (member: CohortMember | undefined): boolean =>
  member?.status === 'training' || member?.status === 'departed';
