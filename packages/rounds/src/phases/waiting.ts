import type { RunConfig } from '@tributary/protocol';
import type { Transition } from '../run-effect.ts';
import type { RunState } from '../run-state.ts';
import { openBuffer } from './buffering.ts';
import { isFlying } from './flight.ts';
import { openRound } from './selecting.ts';

/** Starts to wait for the next round, and opens it at once when enough clients are there. */
export const enterWaiting = (
  state: RunState,
  at: number,
  config: RunConfig,
): Transition<RunState> => {
  if (state.status === 'pausing') {
    return [{ ...state, status: 'paused', phase: { name: 'idle' } }, []];
  }
  const waiting = { ...state, phase: { name: 'waiting', since: at } } as const;
  return isFlying(waiting) ? openBuffer(waiting, at, config) : openRound(waiting, at, config);
};
