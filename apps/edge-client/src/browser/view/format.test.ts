import { describe, expect, it } from 'vitest';
import { countOf, formatBytes, formatCount, formatLoss, formatPercent } from './format.ts';

describe('format', () => {
  it('writes bytes with three significant digits in the unit that fits', () => {
    expect(
      [0, 12, 999, 1000, 796_912, 999_499, 999_500, 1_593_824, 2.5e9].map(formatBytes),
    ).toEqual([
      '0 bytes',
      '12 bytes',
      '999 bytes',
      '1 kB',
      '797 kB',
      '999 kB',
      '1 MB',
      '1.59 MB',
      '2.5 GB',
    ]);
  });

  it('writes shares as percent with one decimal', () => {
    expect(formatPercent(0.97345)).toBe('97.3\u00a0%');
    expect(formatPercent(1)).toBe('100.0\u00a0%');
  });

  it('separates thousands and keeps nouns in number', () => {
    expect(formatCount(60_000)).toBe('60,000');
    expect(countOf(1, 'round')).toBe('1 round');
    expect(countOf(0, 'round')).toBe('0 rounds');
    expect(formatLoss(0.4117)).toBe('0.412');
  });
});
