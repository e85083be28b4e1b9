import { describe, expect, it } from 'vitest';
import { formatAccuracy, formatBar, formatBytes, formatLoss, formatSeconds } from './format.ts';

describe('Numbers in the terminal', () => {
  it.each([
    [formatAccuracy(0.97314), '97.31 %'],
    [formatAccuracy(null), '–'],
    [formatLoss(0.08449), '0.084'],
    [formatLoss(null), '–'],
    [formatBytes(999), '999 B'],
    [formatBytes(1_500), '1.5 kB'],
    [formatBytes(3_984_203), '4.0 MB'],
    [formatBytes(2.5e9), '2.5 GB'],
    [formatSeconds(12_345), '12.3 s'],
  ])('are short: %s', (text, wanted) => {
    expect(text).toBe(wanted);
  });

  it('are drawn as bars of constant width', () => {
    expect(formatBar(0, 4)).toBe('░░░░');
    expect(formatBar(0.5, 4)).toBe('██░░');
    expect(formatBar(0.53, 4)).toBe('██▏░');
    expect(formatBar(2, 4)).toBe('████');
  });
});
