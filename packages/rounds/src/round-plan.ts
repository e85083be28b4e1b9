import { buildStrategy } from '@tributary/fedavg';
import type { RoundPlan, RunConfig, RunId } from '@tributary/protocol';
import type { RunEffect } from './run-effect.ts';

interface PlannedRun {
  readonly runId: RunId;
  readonly config: RunConfig;
  /** Bytes of one frame of the run's model. */
  readonly modelBytes: number;
}

/** The message that tells a cohort member what to do, from the reducer's effect. */
export const roundPlan = (
  effect: Extract<RunEffect, { type: 'sendPlan' }>,
  { runId, config, modelBytes }: PlannedRun,
  now: number,
): RoundPlan => {
  const { round, attempt, checkpoint, seed, deadlineAt } = effect;
  const { clientWork } = buildStrategy(config.strategy);
  return {
    runId,
    round,
    attempt,
    checkpoint,
    modelBytes,
    task: config.task,
    partition: config.partition,
    work: { ...config.clientWork, ...clientWork },
    seed,
    remainingMs: Math.max(0, deadlineAt - now),
  };
};
