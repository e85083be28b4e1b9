import type { RunConfig, RunEvent } from '@tributary/protocol';
import { reduceRun } from '../reduce-run.ts';
import type { RunEffect } from '../run-effect.ts';
import { initialRunState, openCohort, type RunState } from '../run-state.ts';
import { device, fakeDigest } from './random-run.ts';

/** A run that is driven by hand; `effects` are those of the last event. */
export const driveRun = (config: RunConfig) => {
  let state: RunState = initialRunState;
  let effects: readonly RunEffect[] = [];
  const driver = {
    now: 1_000,
    send: (...events: RunEvent[]) => {
      for (const event of events) {
        [state, effects] = reduceRun(state, { at: driver.now, event }, config);
      }
      return driver;
    },
    get state() {
      return state;
    },
    get effects() {
      return effects;
    },
    types: () => effects.map(({ type }) => type),
    /** Who was told to work by the last event, and on which round's plan. */
    plans: () =>
      effects.flatMap((effect) =>
        effect.type === 'sendPlan' ? [`${effect.clientId} ${effect.round}`] : [],
      ),
    members: () => {
      const cohort = openCohort(state);
      return (
        cohort && Object.fromEntries(Object.entries(cohort).map(([id, { status }]) => [id, status]))
      );
    },
  };
  return driver;
};

export const joined = (...clientIds: string[]): RunEvent => ({
  type: 'presenceChanged',
  joined: Object.fromEntries(clientIds.map((clientId) => [clientId, device])),
  left: {},
});
export const left = (...clientIds: string[]): RunEvent => ({
  type: 'presenceChanged',
  joined: {},
  left: Object.fromEntries(clientIds.map((clientId) => [clientId, 'closed'])),
});
export const started: RunEvent = { type: 'runStarted', checkpoint: fakeDigest(0) };
export const evaluated: Extract<RunEvent, { type: 'evaluated' }> = {
  type: 'evaluated',
  round: 1,
  accuracy: 0.9,
  loss: 0.3,
  bytesDown: 7,
};

/** The aggregate of a round, as the checkpoint of this number. */
export const aggregatedAs = (
  checkpoint: number,
  round = 1,
): Extract<RunEvent, { type: 'aggregated' }> => ({
  type: 'aggregated',
  ...{ round, attempt: 1 },
  checkpoint: fakeDigest(checkpoint),
  optimizerState: null,
});
