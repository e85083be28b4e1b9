import { buildStrategy, type LocalPrivacy, roundWorkSchema } from '@tributary/fedavg';
import type { RoundPlan, RunConfig, RunId, UploadSpec } from '@tributary/protocol';
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
  const { round, attempt, checkpoint, seed, deadlineAt, countedRound } = effect;
  const { clientWork } = buildStrategy(config.strategy);
  const { compression, privacy } = config;
  return {
    runId,
    round,
    attempt,
    checkpoint,
    modelBytes,
    task: config.task,
    partition: config.partition,
    work: roundWorkSchema.parse({ ...config.clientWork, ...clientWork }),
    upload: {
      noise: privacy.mode === 'local' ? pickNoise(privacy) : null,
      stages: [...compression.up],
      errorFeedback: compression.errorFeedback,
    },
    seed,
    countedRound,
    remainingMs: Math.max(0, deadlineAt - now),
  };
};

const pickNoise = ({ clipNorm, noiseMultiplier }: LocalPrivacy): UploadSpec['noise'] => ({
  clipNorm,
  noiseMultiplier,
});
