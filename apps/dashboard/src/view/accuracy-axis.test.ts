import { describe, expect, it } from 'vitest';
import { accuracyAxis } from './accuracy-axis.ts';

const ticksFor = (...accuracies: (number | null)[]) =>
  accuracyAxis(accuracies.map((accuracy) => ({ accuracy }))).ticks;

describe('accuracyAxis', () => {
  it('frames the accuracies in whole tenths, at most a few of them', () => {
    expect(ticksFor(0.55, null, 0.98)).toEqual([0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(ticksFor(0.11, 0.97)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksFor(0.93)).toEqual([0.9, 1]);
  });

  it('has an extent even at the ends and without any accuracy', () => {
    expect(ticksFor(1)).toEqual([0.9, 1]);
    expect(ticksFor(0)).toEqual([0, 0.1]);
    expect(ticksFor(null)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});
