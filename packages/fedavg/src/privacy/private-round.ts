import type { DpSteps } from './accounting/dp-step.ts';
import { effectiveSamplingRate } from './accounting/effective-sampling-rate.ts';
import { type AdaptiveClipSettings, defaultCountStddev, splitNoise } from './adaptive-clip.ts';
import type { CentralPrivacy } from './privacy-config.ts';

/** What a run's settings mean for each of its rounds. */
export interface PrivateRound {
  /** The fixed denominator q·N. */
  readonly expectedClients: number;
  /** What a committed round is charged with. */
  readonly step: Pick<DpSteps, 'noiseMultiplier' | 'samplingRate'>;
  /** The multiplier of the noise on the sum: larger than the one charged where the count has noise too. */
  readonly sumNoiseMultiplier: number;
  /** Present where the clip norm adapts. */
  readonly adaptiveClip?: AdaptiveClipSettings;
}

/** Which share of the clients a round takes. */
interface CohortShare {
  readonly fractionTrain: number;
}

/**
 * Central privacy, worked out once per run. Refuse the run when this throws.
 * @throws {RangeError} when adaptive clipping has too few clients for its noise
 */
export const planPrivateRound = (
  config: CentralPrivacy,
  { fractionTrain }: CohortShare,
): PrivateRound => {
  const { noiseMultiplier, population, clipping, targetQuantile, clipLearningRate } = config;
  const expectedClients = fractionTrain * population;
  const poisson = config.sampling === 'poisson';
  const samplingRate = effectiveSamplingRate({ poisson, fractionTrain });
  const step = { noiseMultiplier, samplingRate };
  if (clipping === 'fixed') return { expectedClients, step, sumNoiseMultiplier: noiseMultiplier };
  const clippedCountStddev = config.clippedCountStddev || defaultCountStddev(expectedClients);
  return {
    expectedClients,
    step,
    sumNoiseMultiplier: splitNoise(noiseMultiplier, clippedCountStddev),
    adaptiveClip: { targetQuantile, clipLearningRate, clippedCountStddev, expectedClients },
  };
};
