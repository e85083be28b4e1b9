import type { ClientId, LoggedEvent, RunEvent } from '@tributary/protocol';
import type { Devices } from './client-name.ts';
import { type EventGroup, eventSentence, groupOfEvent } from './event-sentence.ts';

/** Which events of a log are shown. */
export interface EventFilter {
  /** Empty for all. */
  readonly groups: readonly EventGroup[];
  readonly clientId: ClientId | null;
  /** The round that was under way; null for all. */
  readonly round: number | null;
  /** In the sentence, whatever the case; empty for all. */
  readonly text: string;
}

export const noFilter: EventFilter = { groups: [], clientId: null, round: null, text: '' };

export const isFiltering = ({ groups, clientId, text }: EventFilter): boolean =>
  groups.length > 0 || clientId !== null || text.trim() !== '';

/** The first and the last event of a round, or of the whole log. */
export const seqRange = (
  { round }: Pick<EventFilter, 'round'>,
  {
    seq,
    commits,
    rounds,
  }: { readonly seq: number; readonly commits: readonly number[]; readonly rounds: number },
): readonly [first: number, last: number] => {
  if (round === null) return [1, seq];
  if (round > rounds + 1) return [seq + 1, seq];
  const first = round <= 1 ? 1 : (commits[round - 2] ?? seq) + 1;
  return [first, round <= rounds ? (commits[round - 1] ?? seq) : seq];
};

/** Whether an event is to be shown, but for its round. */
export const matches = (
  { event }: LoggedEvent,
  { groups, clientId, text }: EventFilter,
  devices: Devices,
): boolean => {
  if (groups.length > 0 && !groups.includes(groupOfEvent(event))) return false;
  if (clientId !== null && !concerns(event, clientId)) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || eventSentence(event, devices).toLowerCase().includes(wanted);
};

const concerns = (event: RunEvent, clientId: ClientId): boolean => {
  if (event.type === 'presenceChanged') return clientId in event.joined || clientId in event.left;
  return 'clientId' in event && event.clientId === clientId;
};
