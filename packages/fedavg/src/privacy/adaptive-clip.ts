import { clipFactor } from './clip.ts';
import { fillWithDiscreteGaussian, NOISE_SIGMA } from './noise/discrete-gaussian.ts';
import type { NoiseSource } from './noise/noise-source.ts';

/** What adaptive clipping remembers from one round to the next. */
export interface AdaptiveClipState {
  readonly clipNorm: number;
}

export interface AdaptiveClipSettings {
  /** γ: the share of the updates that should stay unclipped. */
  readonly targetQuantile: number;
  /** η: how fast the clip norm follows. */
  readonly clipLearningRate: number;
  /** σ_b: standard deviation of the noise on the number of unclipped updates, in clients. */
  readonly clippedCountStddev: number;
  /** m: how many clients a round is expected to have. */
  readonly expectedClients: number;
}

/** σ_b = m/20, which Andrew et al. found to cost the sum next to nothing. */
export const defaultCountStddev = (expectedClients: number): number => expectedClients / 20;

/**
 * z_Δ = (z⁻² − (2σ_b)⁻²)^(−1/2): the noise multiplier of the sum, such that sum and count together cost what z
 * alone would (Andrew, Thakkar, McMahan, Ramaswamy 2021, "Differentially Private Learning with Adaptive
 * Clipping", Theorem 1). The count's multiplier is 2σ_b, as each bit is taken as ±1/2.
 * @throws {RangeError} when z ≥ 2σ_b: the count alone would cost more than is allowed
 */
export const splitNoise = (noiseMultiplier: number, clippedCountStddev: number): number => {
  if (!(noiseMultiplier < 2 * clippedCountStddev)) {
    throw new RangeError(
      `A noise multiplier of ${noiseMultiplier} leaves nothing for the sum when the count's deviation is ` +
        `${clippedCountStddev}: expect more clients, or lower the multiplier.`,
    );
  }
  return (noiseMultiplier ** -2 - (2 * clippedCountStddev) ** -2) ** -0.5;
};

/**
 * C ← C·exp(−η·(b̃ − γ)), where b̃ is the share of updates with ‖δ‖ ≤ C (Andrew et al. 2021, equation 2): too many
 * unclipped, and the bound comes down. Flower's adaptive clipping counts the *clipped* ones and keeps this
 * sign, so that its bound runs away from the quantile; here it converges to it.
 */
export const nextClipNorm = (
  clipNorm: number,
  unclippedFraction: number,
  {
    targetQuantile,
    clipLearningRate,
  }: Pick<AdaptiveClipSettings, 'targetQuantile' | 'clipLearningRate'>,
): number => clipNorm * Math.exp(-clipLearningRate * (unclippedFraction - targetQuantile));

/**
 * b̃ = 1/2 + (Σ ±1/2 + N(0, σ_b²)) / m, with +1/2 for an update that needs no clipping. The halves and the noise are
 * integers of one grid, as in the private sum.
 * @throws {RangeError} for a norm that is not finite, or noise too strong for the grid
 */
export const noisyUnclippedFraction = (
  norms: readonly number[],
  clipNorm: number,
  { clippedCountStddev, expectedClients }: AdaptiveClipSettings,
  noise: NoiseSource,
): number => {
  // Rounded down, so that a bit weighs no more than the noise is made for.
  const half = Math.floor(NOISE_SIGMA / (2 * clippedCountStddev));
  if (!(half >= 1)) throw new RangeError('The deviation of the count is too large.');
  const bits = norms.reduce(
    (sum, norm) => sum + (clipFactor(norm, clipNorm) === 1 ? half : -half),
    0,
  );
  const [draw = 0] = fillWithDiscreteGaussian(noise, NOISE_SIGMA, new Float64Array(1));
  return 0.5 + (bits + draw) / (2 * half * expectedClients);
};

/**
 * The next round's clip norm. This round's updates are clipped, and its noise is scaled, with the one in `state`.
 * @param norms of all updates of the round, before clipping, as the coordinator measured them
 * @param noise cryptographic
 */
export const adaptClipNorm = (
  state: AdaptiveClipState,
  norms: readonly number[],
  settings: AdaptiveClipSettings,
  noise: NoiseSource,
): AdaptiveClipState => ({
  clipNorm: nextClipNorm(
    state.clipNorm,
    noisyUnclippedFraction(norms, state.clipNorm, settings, noise),
    settings,
  ),
});
