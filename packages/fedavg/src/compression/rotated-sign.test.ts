import { describe, expect, it } from 'vitest';
import { BLOCK_LENGTH } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { vectorOf } from '../testing/awkward-vectors.ts';
import { passThrough } from '../testing/compressor-laws.ts';
import { norm2, subtract } from '../vector.ts';
import type { Stage } from './compressor.ts';

const sign = (scale: 'drive' | 'eden'): Stage => ({ name: 'sign', params: { scale } });
const rotate: Stage = { name: 'rotate', params: {} };
const int4: Stage = { name: 'int4', params: { block: BLOCK_LENGTH } };

const random = createRandom(21);
const size = 4 * BLOCK_LENGTH;
/** Values of which few are a hundred times as large as most, as in a model delta. */
const skewed = vectorOf('skewed', size, () => random.normal() * 10 ** (2 * random.uniform() ** 4));
const smooth = vectorOf('Gaussian', size, () => random.normal());

/** ‖decode(encode(x)) − x‖² / ‖x‖² */
const normalisedError = (stages: readonly Stage[], vector: typeof skewed): number =>
  (norm2(subtract(passThrough(stages, vector, 5), vector.values)) / norm2(vector.values)) ** 2;

describe.each([smooth, skewed])('One bit a value behind a rotation, $title', (vector) => {
  // Vargaftik et al. 2021, theorem 2 and section 4.2, for many values.
  it('errs by 1 − 2/π with the scale of DRIVE', () => {
    expect(normalisedError([rotate, sign('drive')], vector)).toBeCloseTo(1 - 2 / Math.PI, 2);
  });

  it('errs by π/2 − 1 with the scale of EDEN', () => {
    const error = normalisedError([rotate, sign('eden')], vector);
    expect(Math.abs(error - (Math.PI / 2 - 1))).toBeLessThan(0.02);
  });
});

describe.each([smooth, skewed])('A few bits a value behind a rotation, $title', (vector) => {
  // The mean squared errors of Max 1960, table I, for a standard normal variable.
  it.each([
    [1, 0.3634],
    [2, 0.1175],
    [3, 0.03454],
    [4, 0.009497],
  ])('err as little as levels for a bell curve can: %i bits', (bits, error) => {
    const stages = [rotate, { name: 'lloyd-max', params: { bits } }];
    expect(normalisedError(stages, vector) / error).toBeCloseTo(1, 1);
  });
});

describe('A rotation', () => {
  it('helps where few values are much larger than the others', () => {
    expect(normalisedError([sign('drive')], skewed)).toBeGreaterThan(0.5);
    expect(normalisedError([rotate, int4], skewed)).toBeLessThan(
      0.5 * normalisedError([int4], skewed),
    );
  });

  it('loses nothing but the rounding by itself', () => {
    const stages = [rotate, { name: 'float32', params: {} }];
    expect(normalisedError(stages, skewed)).toBeLessThan(1e-12);
  });
});
