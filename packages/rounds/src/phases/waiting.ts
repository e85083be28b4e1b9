import type { RunConfig } from '@tributary/protocol';
import type { Transition } from '../run-effect.ts';
import type { RunState } from '../run-state.ts';
import { openRound } from './selecting.ts';

/** Starts to wait for the next cohort, and opens the round at once when enough clients are there. */
export const enterWaiting = (
  state: RunState,
  at: number,
  config: RunConfig,
): Transition<RunState> => {
  if (state.status === 'pausing') {
    return [{ ...state, status: 'paused', phase: { name: 'idle' } }, []];
  }
  return openRound({ ...state, phase: { name: 'waiting', since: at, holdUntil: at } }, at, config);
};
