import { describe, expect, it } from 'vitest';
import {
  countOf,
  formatAge,
  formatBytes,
  formatCountdown,
  formatDuration,
  formatEpsilon,
  formatLoss,
  formatNorm,
  formatNumber,
  formatPercent,
  shortId,
} from './format.ts';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers for people', () => {
  it('writes shares as percentages, and a dash where there is none', () => {
    expect(spaced(formatPercent(0.97314))).toBe('97.3 %');
    expect(spaced(formatPercent(1))).toBe('100.0 %');
    expect(formatPercent(null)).toBe('–');
    expect([0.012345, 0.19, 2].map(formatLoss)).toEqual(['0.0123', '0.190', '2.00']);
  });

  it('writes tiny settings as they are, and three digits of an ε or a norm', () => {
    expect([60_000, 0.05, 1e-5, 1e-7, 0].map(formatNumber)).toEqual([
      ...['60,000', '0.05', '0.00001', '1e-7', '0'],
    ]);
    expect([3.2145, 0, null, Number.POSITIVE_INFINITY].map(formatEpsilon)).toEqual([
      ...['3.21', '0.00', '∞', '∞'],
    ]);
    expect([0.0366, null].map(formatNorm)).toEqual(['0.0366', '–']);
  });

  it('picks the unit of bytes', () => {
    expect([0, 999, 796_840, 4_781_040, 12e9].map((bytes) => spaced(formatBytes(bytes)))).toEqual([
      '0 B',
      '999 B',
      '797 kB',
      '4.78 MB',
      '12 GB',
    ]);
  });

  it('picks the unit of durations', () => {
    expect(
      [0, 850.4, 12_340, 59_960, 192_000, 300_000, 7_500_000].map((ms) =>
        spaced(formatDuration(ms)),
      ),
    ).toEqual(['0 ms', '850 ms', '12.3 s', '1 min', '3 min 12 s', '5 min', '2 h 5 min']);
  });

  it('counts down to zero and no further', () => {
    expect([3_605_000, 245_000, 9001, 0, -5000].map(formatCountdown)).toEqual([
      '1:00:05',
      '4:05',
      '0:10',
      '0:00',
      '0:00',
    ]);
  });

  it('tells ages in one unit and is not confused by a clock that runs ahead', () => {
    const now = 1_700_000_000_000;
    expect(
      [-5_000, 30_000, 180_000, 7_200_000, 86_400_000].map((ms) => formatAge(now - ms, now)),
    ).toEqual(['just now', 'just now', '3 minutes ago', '2 hours ago', 'yesterday']);
  });

  it('counts nouns and shortens ids', () => {
    expect(countOf(1, 'client')).toBe('1 client');
    expect(countOf(1200, 'update')).toBe('1,200 updates');
    expect(shortId('sha256:0123456789abcdef')).toBe('01234567');
  });
});
