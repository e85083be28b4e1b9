import type { ClientId, Digest, RoundPlan, RunConfig } from '@tributary/protocol';
import { roundPlan } from '@tributary/rounds';

/** The id that plans name; there is one run in each simulation. */
export const RUN_ID = 'simulated-run';

/** Where training begins, and by whom. */
export interface Alone {
  readonly checkpoint: Digest;
  readonly clientId: ClientId;
  readonly round: number;
  readonly seed: number;
}

const PLAIN_UPLOAD = {
  ...{ noise: null, errorFeedback: false },
  stages: [{ name: 'float32', params: {} }],
};

/** A plan for training whose outcome is no part of a round: plain steps, and the delta as it is. */
export const planAlone = (config: RunConfig, alone: Alone): RoundPlan => {
  const plan = roundPlan(
    { type: 'sendPlan', ...alone, attempt: 1, deadlineAt: 0, countedRound: null },
    { runId: RUN_ID, config, modelBytes: 1 },
    0,
  );
  return { ...plan, work: { ...plan.work, method: { name: 'sgd' } }, upload: PLAIN_UPLOAD };
};
