import type { AdditiveAggregator } from '../aggregator.ts';
import { type ClientUpdate, requireScalar } from '../client-update.ts';
import { BLOCK_LENGTH, forEachBlock } from '../delta-reader.ts';
import { ROUND_TO_INTEGER } from '../round-to-integer.ts';
import { fillWithDiscreteGaussian, NOISE_SIGMA } from './noise/discrete-gaussian.ts';
import type { NoiseSource } from './noise/noise-source.ts';
import { type ClipAndNoise, type NoiseGrid, noiseGrid, unitsPerWeight } from './noise-grid.ts';

export interface PrivateSumSettings extends ClipAndNoise {
  /** What the sum is divided by: how many clients are *expected*, q·N; never how many came. */
  readonly denominator: number;
}

export interface PrivateSumState {
  /** Integer sums in units of the grid, one per weight. */
  readonly sums: Float64Array;
  /** For how many more updates there is room. */
  readonly room: number;
}

/** Sums and noise stay below 2^53, where integers are exact in float64. */
const MOST_SUM = 2 ** 51;

/**
 * Central differential privacy, DP-FedAvg (McMahan et al. 2018, "Learning Differentially Private Recurrent
 * Language Models", Algorithm 1): Δ = (Σ clip(δₖ, C) + N(0, (C·z)²)) / (q·N).
 *
 * Every client counts the same, because example counts as weights would break the bound on what one client
 * can change; and the denominator is fixed, because the number of those who came is itself private. A
 * round to which nobody came gives noise, like any other.
 *
 * Updates become integers of a grid, the sum is exact, and the noise is a discrete Gaussian on the same
 * grid, so the result is an integer that every neighbouring data set could have given too; what comes after
 * (one multiplication, one rounding to float32) cannot undo that. Deltas are clipped here whatever the client
 * says it has done, by the norm that the coordinator measured, and that norm is checked against the rounded
 * vector.
 *
 * `finalize` draws new noise each time it is called: publish one result only, and charge for it.
 *
 * @param noise cryptographic
 * @throws {RangeError} from `init` when the sums could overflow or the noise is too strong for the model's
 * size; from `accumulate` for an update whose norm is missing, not finite, or not its delta's
 */
export const createPrivateSum = (
  settings: PrivateSumSettings,
  noise: NoiseSource,
): AdditiveAggregator<PrivateSumState> => {
  const { noiseMultiplier, denominator } = settings;
  if (!(denominator > 0)) {
    throw new RangeError(`The denominator must be above 0, not ${denominator}.`);
  }
  return {
    name: 'PrivateSum',
    additive: true,
    weigh: () => 1,
    init: ({ size, totalWeight }) => {
      const { mostUnits } = noiseGrid(settings, size);
      if (!(totalWeight * mostUnits < MOST_SUM)) {
        throw new RangeError(
          `A noise multiplier of ${noiseMultiplier} is too small for ${totalWeight} clients.`,
        );
      }
      return { sums: new Float64Array(size), room: totalWeight };
    },
    accumulate: ({ sums, room }, updates) => {
      if (updates.length > room)
        throw new RangeError('There are more updates than were announced.');
      addRounded(sums, updates, noiseGrid(settings, sums.length));
      return { sums, room: room - updates.length };
    },
    finalize: ({ sums }) => {
      const { unit } = noiseGrid(settings, sums.length);
      const mean = new Float32Array(sums.length);
      const draws = fillWithDiscreteGaussian(noise, NOISE_SIGMA, new Float64Array(sums.length));
      for (let i = 0; i < mean.length; i++) {
        mean[i] = (((sums[i] as number) + (draws[i] as number)) * unit) / denominator;
      }
      return mean;
    },
  };
};

/** Adds clipped and rounded updates to the sums, in place, a block of all of them at a time. */
const addRounded = (
  sums: Float64Array,
  updates: readonly ClientUpdate[],
  grid: NoiseGrid,
): void => {
  const terms = updates.map((update) => ({
    delta: update.delta,
    scale: unitsPerWeight(grid, requireScalar(update, 'norm')),
  }));
  const squares = new Float64Array(terms.length);
  const values = new Float32Array(BLOCK_LENGTH);
  forEachBlock(sums.length, (begin, length) => {
    const block = sums.subarray(begin, begin + length);
    terms.forEach(({ delta, scale }, index) => {
      delta.read(begin, values.subarray(0, length));
      squares[index] = (squares[index] as number) + addIntegers(block, values, scale);
    });
  });
  // Anything but the delta's own norm would have let it weigh more than the noise is made for.
  if (squares.some((square) => !(square <= grid.mostUnits ** 2))) {
    throw new RangeError('The norm of an update is not that of its delta.');
  }
};

/** @returns the sum of the squares of what was added */
const addIntegers = (sums: Float64Array, values: Float32Array, scale: number): number => {
  let squares = 0;
  for (let i = 0; i < sums.length; i++) {
    const term = (values[i] as number) * scale + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
    sums[i] = (sums[i] as number) + term;
    squares += term * term;
  }
  return squares;
};
