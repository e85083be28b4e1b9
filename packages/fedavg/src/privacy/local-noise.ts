import { MAX_ABS_DELTA } from '../client-update.ts';
import { ROUND_TO_INTEGER } from '../round-to-integer.ts';
import { norm2 } from '../vector.ts';
import type { DpSteps } from './accounting/dp-step.ts';
import { fillWithDiscreteGaussian, NOISE_SIGMA } from './noise/discrete-gaussian.ts';
import type { NoiseSource } from './noise/noise-source.ts';
import { type ClipAndNoise, noiseGrid, unitsPerWeight } from './noise-grid.ts';

/**
 * Local differential privacy: a client's own delta, clipped to C and with discrete Gaussian noise of standard
 * deviation C·z on every weight, before it leaves the device. It needs no trust in the coordinator, and far
 * more clients than central noise does for the same accuracy, as every one of them brings noise of its own.
 *
 * Weights beyond what an update may carry are cut off; after the noise, that gives nothing away.
 *
 * @param noise cryptographic, on the client
 * @returns a new vector
 * @throws {RangeError} when an element is NaN or infinite, or the noise is too strong for the model's size
 */
export const addLocalNoise = (
  delta: Float32Array,
  settings: ClipAndNoise,
  noise: NoiseSource,
): Float32Array => {
  const grid = noiseGrid(settings, delta.length);
  const scale = unitsPerWeight(grid, norm2(delta));
  const draws = fillWithDiscreteGaussian(noise, NOISE_SIGMA, new Float64Array(delta.length));
  return delta.map((value, index) => {
    const units = value * scale + ROUND_TO_INTEGER - ROUND_TO_INTEGER + (draws[index] as number);
    return Math.max(-MAX_ABS_DELTA, Math.min(MAX_ABS_DELTA, units * grid.unit));
  });
};

/**
 * What local noise costs one client in the rounds in which it took part. Everyone sees that it took part, so
 * there is no sampling to gain from, and what must look alike are any two updates that it might have sent, which
 * are up to 2C apart: in units of that distance the noise is z/2.
 */
export const localDpSteps = (noiseMultiplier: number, rounds: number): DpSteps => ({
  noiseMultiplier: noiseMultiplier / 2,
  samplingRate: 1,
  steps: rounds,
});
