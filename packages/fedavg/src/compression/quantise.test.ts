import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { blockScale, quantiseBlocks } from './quantise.ts';

const random = createRandom(12);
const values = Float32Array.from({ length: 1000 }, () => random.normal());

describe.each([127, 7])('Quantised to %d steps to either side', (levels) => {
  it.each([
    ['nearest', 0.5],
    ['stochastic', 1],
  ] as const)('and rounded to the %s, a value moves by at most %d step', (rounding, most) => {
    const { scales, codes } = quantiseBlocks(values, { block: 64, levels, rounding, random });
    codes.forEach((code, i) => {
      const scale = scales[i >> 6] as number;
      const moved = Math.abs(code * scale - (values[i] as number));
      expect(moved).toBeLessThanOrEqual(scale * most * (1 + 1e-6));
      expect(Math.abs(code)).toBeLessThanOrEqual(levels);
    });
  });

  it('the largest value is within reach of the last step', () => {
    for (let i = 0; i < 1000; i++) {
      const largest = Math.fround(random.uniform() * 10 ** (random.integer(20) - 10));
      expect(blockScale(Float32Array.of(-largest, 0), levels) * levels).toBeGreaterThanOrEqual(
        largest,
      );
    }
  });
});
