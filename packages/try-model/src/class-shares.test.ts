import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { drawClass, rankClasses, sharesOf } from './class-shares.ts';

describe('shares of classes', () => {
  it('are softmax, whatever is added to all logits', () => {
    const shares = sharesOf(Float32Array.of(0, Math.log(3)));
    expect(shares[0]).toBeCloseTo(0.25, 7);
    expect(shares[1]).toBeCloseTo(0.75, 7);
    expect(sharesOf(Float32Array.of(1000, 1000))).toEqual([0.5, 0.5]);
    expect(sharesOf(Float32Array.of(-1000, 0))).toEqual([0, 1]);
  });

  it('come with their names, the likeliest first', () => {
    const ranked = rankClasses(Float32Array.of(0, 2, 1), ['no', 'yes', 'perhaps']);
    expect(ranked.map(({ name }) => name)).toEqual(['yes', 'perhaps', 'no']);
    expect(ranked.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('drawing a class', () => {
  const logits = Float32Array.of(Math.log(1), Math.log(6), Math.log(3));
  const timesOf = (temperature: number): number[] => {
    const random = createRandom(5);
    const times = [0, 0, 0];
    for (let draw = 0; draw < 10_000; draw++) {
      const at = drawClass(logits, temperature, random.uniform());
      times[at] = (times[at] ?? 0) + 1;
    }
    return times;
  };

  it('takes each as often as it is likely', () => {
    const [first = 0, second = 0, third = 0] = timesOf(1);
    // Within four standard deviations of a binomial.
    for (const [times, share] of [
      [first, 0.1],
      [second, 0.6],
      [third, 0.3],
    ] as const) {
      expect(Math.abs(times - 10_000 * share)).toBeLessThan(
        4 * Math.sqrt(10_000 * share * (1 - share)),
      );
    }
  });

  it('prefers the likely when it is cold, and takes nothing else at 0', () => {
    expect(timesOf(0.5)[1]).toBeGreaterThan(timesOf(1)[1] ?? 0);
    expect(timesOf(2)[1]).toBeLessThan(timesOf(1)[1] ?? 0);
    expect(timesOf(0)).toEqual([0, 10_000, 0]);
  });

  it('stays within the classes at the end of chance', () => {
    expect([0, 1, 2]).toContain(drawClass(logits, 1, 1 - 2 ** -53));
  });
});
