import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { aggregators } from '../aggregators/registry.generated.ts';
import {
  againstTwo,
  behindEach,
  ledAway,
  ROBUST_BOUND,
  updateAttacks,
} from '../testing/robust-laws.ts';
import { someUpdates, updateOf } from '../testing/some-updates.ts';
import { preaggregate } from './preaggregate.ts';

const robust = aggregators.entries.filter(({ additive }) => !additive);

describe('the law of robustness', () => {
  it('is broken by the weighted mean', () => {
    const mean = againstTwo(aggregators.get('WeightedMean'));
    const worst = Math.max(...updateAttacks.map((attack) => ledAway(mean, attack)));
    expect(worst).toBeGreaterThan(ROBUST_BOUND * 3);
  });

  it('holds for the mean behind ARC, which leaves no update longer than a good one', () => {
    const mean = againstTwo(aggregators.get('WeightedMean'));
    const cut = preaggregate(mean, { name: 'ARC', numMalicious: 2 });
    for (const attack of updateAttacks) {
      expect(ledAway(cut, attack)).toBeLessThan(ROBUST_BOUND);
    }
  });

  it('holds for the mean of clipped updates too', () => {
    const clipped = againstTwo(aggregators.get('NormClipping'));
    for (const attack of updateAttacks) {
      expect(ledAway(clipped, attack)).toBeLessThan(ROBUST_BOUND);
    }
  });
});

describe.each(robust)('$name', (rule) => {
  it('ends a round with fewer updates than it asks for', () => {
    const many = 'numMalicious' in rule.params.shape ? { numMalicious: 6 } : {};
    const aggregator = rule.build(rule.params.parse(many));
    for (const count of [1, 2, 3, 5]) {
      const updates = someUpdates(count, 50, count);
      for (const { rule: some } of behindEach(aggregator, 6)) {
        const result = aggregateUpdates(some, updates, updates[0]?.delta);
        expect(result.every(Number.isFinite)).toBe(true);
        expect(result).toHaveLength(50);
      }
    }
  });

  it('comes to an end when it is given what is not a number', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, 0, 1, 2, 3, 4];
    const updates = values.map((value) => updateOf(new Float32Array(20).fill(value)));
    const aggregator = againstTwo(rule);
    expect(aggregateUpdates(aggregator, updates, updates[3]?.delta)).toHaveLength(20);
  });

  it('refuses a round without updates', () => {
    expect(() => aggregateUpdates(againstTwo(rule), [])).toThrow('nothing to aggregate');
  });
});
