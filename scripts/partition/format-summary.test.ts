import { describe, expect, it } from 'vitest';
import { formatSummary } from './format-summary.ts';

const summary = {
  numPartitions: 12,
  numUsed: 59_000,
  sizes: { min: 19, median: 116.5, max: 1310 },
  groupsPerPartition: { min: 2, median: 9, max: 10 },
};

describe('the summary of a partition', () => {
  it('says what clients have, and what nobody has', () => {
    const picture = { kind: 'classes' as const, groups: ['0', '1'] };
    expect(formatSummary(summary, picture, 60_000).split('\n')).toEqual([
      'Clients              12',
      'Examples             59,000 (1,000 of 60,000 left out)',
      'Examples per client  min 19 · median 116.5 · max 1,310',
      'Classes per client   min 2 · median 9 · max 10',
    ]);
  });

  it('does not count classes where there are none', () => {
    const picture = { kind: 'columns' as const, groups: ['Columns'] };
    expect(formatSummary(summary, picture, 59_000)).not.toMatch(/Classes|left out/);
    expect(formatSummary(summary, picture, 59_000)).toMatch(/^Columns per client/m);
  });
});
