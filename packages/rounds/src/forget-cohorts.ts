import type { RunState } from './run-state.ts';

/**
 * The same state without the cohorts of all but the newest committed rounds. The run goes on identically:
 * cohorts are kept for people to look at, and grow with rounds × clients.
 */
export const forgetCohorts = (state: RunState, keepRounds: number): RunState => {
  const { history } = state;
  const forgotten = history.length - keepRounds;
  return forgotten <= 0
    ? state
    : {
        ...state,
        history: history.map((record, index) =>
          index < forgotten ? { ...record, cohort: {} } : record,
        ),
      };
};
