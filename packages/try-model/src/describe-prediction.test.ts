import { describe, expect, it } from 'vitest';
import {
  describeClasses,
  describeDifference,
  describeNumber,
  formatShare,
} from './describe-prediction.ts';

const ranked = (...shares: readonly (readonly [string, number])[]) =>
  shares.map(([name, share]) => ({ name, share }));

it.each([
  [1, '100.0\u00a0%'],
  [0.99995, 'over 99.9\u00a0%'],
  [0.873, '87.3\u00a0%'],
  [0.0002, 'under 0.1\u00a0%'],
  [0, '0.0\u00a0%'],
])('a share of %s is “%s”', (share, words) => {
  expect(formatShare(share)).toBe(words);
});

describe('what a model says', () => {
  it('is as sure as the model is', () => {
    expect(describeClasses(ranked(['7', 0.95], ['1', 0.05]))).toBe(
      'The model takes this for “7” (95.0\u00a0%).',
    );
    expect(describeClasses(ranked(['7', 0.6], ['1', 0.4]))).toBe(
      'The model takes this for “7” (60.0\u00a0%); it could be “1” (40.0\u00a0%).',
    );
    expect(describeClasses(ranked(['7', 0.4], ['1', 0.3], ['2', 0.3]))).toBe(
      'The model is not sure: perhaps “7” (40.0\u00a0%), perhaps “1” (30.0\u00a0%).',
    );
  });

  it('is a number in the unit of its column', () => {
    const target = { kind: 'number', column: 'price', unit: 100_000 } as const;
    expect(describeNumber(2.06855, target)).toBe('price: about 206,900');
  });

  it('may differ from what another one says', () => {
    expect(describeDifference(ranked(['7', 1]), ranked(['7', 0.5], ['1', 0.5]))).toBe(
      'Both take it for “7”.',
    );
    expect(describeDifference(ranked(['7', 1]), ranked(['1', 1]))).toContain('They differ');
  });
});
