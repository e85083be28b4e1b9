import { describe, expect, it } from 'vitest';
import { BLOCK_LENGTH, denseDelta } from './delta-reader.ts';
import { addToFixedPointSum, createFixedPointSum, meanOfFixedPointSum } from './fixed-point.ts';
import { createRandom } from './random.ts';

describe('the fixed-point sum', () => {
  it('adds the largest updates that it was made for without losing a bit', () => {
    const totalWeight = 3 * 10_000_000;
    const sum = createFixedPointSum(1, totalWeight);
    const largest = { delta: denseDelta(Float32Array.of(64)), weight: 10_000_000 };
    addToFixedPointSum(sum, [largest, largest, largest]);
    expect(Math.abs(sum.sums[0] as number)).toBeLessThanOrEqual(2 ** 51);
    expect(meanOfFixedPointSum(sum, totalWeight)[0]).toBe(64);
  });

  it('is off by no more than it promises', () => {
    const random = createRandom(7);
    const deltas = Array.from({ length: 50 }, () => random.normal() * 1e-3);
    const weights = deltas.map(() => 1 + random.integer(2000));
    const totalWeight = weights.reduce((a, b) => a + b, 0);
    const sum = createFixedPointSum(1, totalWeight);
    let exact = 0;
    deltas.forEach((delta, index) => {
      const rounded = Math.fround(delta);
      const weight = weights[index] as number;
      addToFixedPointSum(sum, [{ delta: denseDelta(Float32Array.of(rounded)), weight }]);
      exact += rounded * weight;
    });
    const mean = (sum.sums[0] as number) / (totalWeight * 2 ** sum.fractionBits);
    const bound = (deltas.length * 2 ** -(sum.fractionBits + 1)) / totalWeight;
    expect(bound).toBeLessThan(1e-12);
    expect(Math.abs(mean - exact / totalWeight)).toBeLessThanOrEqual(bound);
  });

  it('is the sum of rounded integers over many deltas of many blocks, however they are grouped', () => {
    const size = BLOCK_LENGTH + 1003;
    const random = createRandom(8);
    const terms = Array.from({ length: 19 }, () => ({
      delta: denseDelta(Float32Array.from({ length: size }, () => random.normal() * 0.01)),
      weight: random.uniform() * 1000,
    }));
    const together = createFixedPointSum(size, 19_000);
    addToFixedPointSum(together, terms);
    const apart = createFixedPointSum(size, 19_000);
    for (const term of terms.toReversed()) addToFixedPointSum(apart, [term]);
    expect(together).toEqual(apart);
    for (const j of [0, BLOCK_LENGTH - 1, BLOCK_LENGTH, size - 1]) {
      const wanted = terms.reduce((sum, { delta, weight }) => {
        const scaled = (delta.whole?.[j] as number) * (weight * 2 ** together.fractionBits);
        const down = Math.floor(scaled);
        const rest = scaled - down;
        const up = rest > 0.5 || (rest === 0.5 && down % 2 !== 0);
        return sum + BigInt(down) + (up ? 1n : 0n);
      }, 0n);
      expect(BigInt(together.sums[j] as number)).toBe(wanted);
    }
  });

  it('holds integers only', () => {
    const sum = createFixedPointSum(3, 1000);
    const delta = denseDelta(Float32Array.of(0.1, -1 / 3, 1e-30));
    addToFixedPointSum(sum, [{ delta, weight: 7 }]);
    for (const value of sum.sums) expect(Number.isInteger(value)).toBe(true);
  });
});
