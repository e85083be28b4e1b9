import { describe, expect, it } from 'vitest';
import { type StalenessRule, stalenessSchema, stalenessWeight } from './staleness.ts';

const rules: readonly StalenessRule['rule'][] = ['constant', 'polynomial', 'hinge'];

describe('stalenessWeight', () => {
  it('is what Xie et al. 2019 say in section 5.2', () => {
    const weights = (rule: StalenessRule['rule'], a: number, b: number) =>
      [0, 1, 3, 4, 5, 8].map((staleness) => stalenessWeight(staleness, { rule, a, b }));
    expect(weights('constant', 0.5, 4)).toEqual([1, 1, 1, 1, 1, 1]);
    weights('polynomial', 0.5, 4).forEach((weight, i) => {
      expect(weight).toBeCloseTo(1 / Math.sqrt([1, 2, 4, 5, 6, 9][i] as number), 12);
    });
    expect(weights('hinge', 10, 4)).toEqual([1, 1, 1, 1, 1 / 11, 1 / 41]);
  });

  it.each(rules)(
    '%s counts a fresh update in full and none for more than a fresher one',
    (rule) => {
      const given = stalenessSchema.parse({ rule });
      let last = stalenessWeight(0, given);
      expect(last).toBe(1);
      for (let staleness = 1; staleness < 50; staleness++) {
        const weight = stalenessWeight(staleness, given);
        expect(weight).toBeLessThanOrEqual(last);
        expect(weight).toBeGreaterThan(0);
        last = weight;
      }
    },
  );
});
