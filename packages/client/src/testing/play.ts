import type { ClientEffect, ClientEvent } from '../client-event.ts';
import { type ClientState, initialClientState } from '../client-state.ts';
import { reduceClient } from '../reduce-client.ts';

/** Carries events out one after another. @returns the last state and all effects */
export const play = (events: readonly ClientEvent[], from: ClientState = initialClientState) => {
  let state: ClientState = from;
  const effects: ClientEffect[] = [];
  for (const event of events) {
    const [next, wanted] = reduceClient(state, event);
    state = next;
    effects.push(...wanted);
  }
  return { state, effects };
};
