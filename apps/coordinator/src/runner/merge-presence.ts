import type { RunEvent } from '@tributary/protocol';

/** An event that stands for so many of those that came, one after the other. */
export interface MergedEvent {
  readonly event: RunEvent;
  readonly stoodFor: number;
}

/**
 * Arrivals and departures that follow one another become one event, in which the last word on a client
 * counts: thousands who come back after a restart are a few lines of the log.
 */
export const mergePresence = (events: readonly RunEvent[]): MergedEvent[] => {
  const merged: MergedEvent[] = [];
  let joined: Presence['joined'] = {};
  let left: Presence['left'] = {};
  let stoodFor = 0;
  const endGroup = () => {
    if (stoodFor > 0) merged.push({ event: { type: 'presenceChanged', joined, left }, stoodFor });
    [joined, left, stoodFor] = [{}, {}, 0];
  };
  for (const event of events) {
    if (event.type !== 'presenceChanged') {
      endGroup();
      merged.push({ event, stoodFor: 1 });
      continue;
    }
    for (const [clientId, reason] of Object.entries(event.left)) {
      delete joined[clientId];
      left[clientId] = reason;
    }
    for (const [clientId, device] of Object.entries(event.joined)) {
      delete left[clientId];
      joined[clientId] = device;
    }
    stoodFor += 1;
  }
  endGroup();
  return merged;
};

type Presence = Extract<RunEvent, { type: 'presenceChanged' }>;
