import type { RunConfig } from '@tributary/protocol';
import { reduceRun, type TimedEvent } from './reduce-run.ts';
import { initialRunState, type RunState } from './run-state.ts';

/** The state that a log leads to. The effects were performed when the events were logged. */
export const replayRun = (
  events: Iterable<TimedEvent>,
  config: RunConfig,
  from: RunState = initialRunState,
): RunState => {
  let state = from;
  for (const event of events) [state] = reduceRun(state, event, config);
  return state;
};
